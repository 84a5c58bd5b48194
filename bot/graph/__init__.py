"""Microsoft Graph: tokens, throttling, paging and errors. The only room that knows httpx and msal."""
