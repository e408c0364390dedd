"""The use cases: all that the window and the command line may call. No Qt."""
