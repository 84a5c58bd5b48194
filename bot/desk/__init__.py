"""What Gatehouse can do, one file for each thing; the outside world comes in through `ports`."""
