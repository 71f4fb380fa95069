"""Tables that follow from others and are kept by whoever writes those; none is edited, exported or imported."""
