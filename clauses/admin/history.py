class HistoryPage:
    pass
