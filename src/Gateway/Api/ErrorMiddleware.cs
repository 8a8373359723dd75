namespace Parcoursup.Gateway.Api;

/// <summary>Collapses doubled slashes, which some clients send, and turns whatever went wrong into a French error.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
            http.Request.Path = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend(""));
        http.Response.Headers["X-Correlation-Id"] = http.TraceIdentifier;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await http.Error(bad.StatusCode, "", "La requête HTTP est mal formée.").ExecuteAsync(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Failed(logger, http.TraceIdentifier, failure);
            await http.Error(StatusCodes.Status500InternalServerError, "", "Erreur interne de la passerelle : réessayer, puis transmettre le numéro de corrélation au support.").ExecuteAsync(http);
        }
    }

    [LoggerMessage(8001, LogLevel.Error, "Request {Correlation} failed.")]
    private static partial void Failed(ILogger logger, string correlation, Exception failure);
}
