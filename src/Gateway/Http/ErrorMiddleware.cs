using System.Text.Json;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// Collapses doubled slashes, which some clients send, and turns whatever went wrong into a French error: in the form
/// that a module gives to its addresses, else as the errors of the REST API.
/// </summary>
internal sealed partial class ErrorMiddleware(
    RequestDelegate next, IEnumerable<IErrorForm> forms, WriteProbe probe, ILogger<ErrorMiddleware> logger)
{
    private const string Malformed = "La requête est mal formée : vérifier l'adresse, ses paramètres et le corps.";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
            http.Request.Path = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend(""));
        http.Response.Headers["X-Correlation-Id"] = http.TraceIdentifier;
        try
        {
            await next(http);
            // The framework refuses an unknown address or method without a word.
            if (!http.Response.HasStarted && http.Response.ContentType is null && Wordless(http.Response.StatusCode) is { } words)
                await AnswerAsync(http, http.Response.StatusCode, words);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, bad.StatusCode, Describe(bad));
        }
        catch (Exception failure) when (!http.Response.HasStarted && GroundFailure.Of(failure) is { } ground)
        {
            Failed(logger, http.TraceIdentifier, failure);
            if (ground.IsDiskFull) probe.NoteFull();
            http.Response.Headers.RetryAfter = ground.RetryAfterSeconds;
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, ground.Message);
        }
        catch (EnvoiRepousse later) when (!http.Response.HasStarted)
        {
            http.Response.Headers.RetryAfter = later.RetryAfterSeconds;
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, later.Message);
        }
        catch (ContenuFermeException closed) when (!http.Response.HasStarted)
        {
            Failed(logger, http.TraceIdentifier, closed);
            await AnswerAsync(http, closed.IsLost ? StatusCodes.Status410Gone : StatusCodes.Status500InternalServerError, closed.Message);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Failed(logger, http.TraceIdentifier, failure);
            await AnswerAsync(
                http, StatusCodes.Status500InternalServerError,
                "Erreur interne de la passerelle : réessayer, puis transmettre le numéro de corrélation au support.");
        }
    }

    private static string? Wordless(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Malformed,
        StatusCodes.Status404NotFound => "Cette adresse n'existe pas : vérifier le chemin.",
        StatusCodes.Status405MethodNotAllowed => "Cette adresse n'accepte pas cette méthode HTTP.",
        StatusCodes.Status415UnsupportedMediaType => "Type de contenu non accepté : envoyer « Content-Type: application/json ».",
        _ => null,
    };

    private static string Describe(BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } column } } =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"Le corps n'est pas le JSON attendu (ligne {line + 1}, colonne {column + 1})."),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => "Le corps de la requête est trop volumineux.",
        { StatusCode: StatusCodes.Status408RequestTimeout } => "La requête n'est pas arrivée en entier dans le délai imparti.",
        _ => Wordless(bad.StatusCode) ?? Malformed,
    };

    private Task AnswerAsync(HttpContext http, int status, string message) =>
        (forms.FirstOrDefault(form => http.Request.Path.StartsWithSegments(form.Prefix))?.Answer(http, status, message)
            ?? http.Error(status, "", message)).ExecuteAsync(http);

    [LoggerMessage(8001, LogLevel.Error, "Request {Correlation} failed.")]
    private static partial void Failed(ILogger logger, string correlation, Exception failure);
}
