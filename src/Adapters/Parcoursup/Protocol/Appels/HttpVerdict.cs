using System.Globalization;
using System.Net;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>What an HTTP answer means, status and body together: a 200 can carry NOK (contract §1).</summary>
internal abstract record HttpVerdict
{
    private HttpVerdict() { }

    public sealed record Accepted(string Message) : HttpVerdict;

    public sealed record Refused(string Message, string Explanation) : HttpVerdict;

    /// <param name="Credentials">Our credentials are refused.</param>
    /// <param name="Code">HTTP status, or "NOK" for one that came with 200.</param>
    public sealed record Broken(bool Credentials, string Code, string Message) : HttpVerdict;

    public static HttpVerdict Of(HttpStatusCode status, Uri? location, ReadOnlyMemory<byte> body)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        var answer = ParcoursupAnswer.Read(body);
        return (int)status switch
        {
            >= 200 and < 300 when answer is null => new Broken(false, code, ParcoursupAnswer.DescribeUnexpected(body.Span)),
            >= 200 and < 300 when answer.EstOk => new Accepted(answer.Message),
            >= 200 and < 300 => OfNok(answer.Message, "NOK"),
            401 or 403 => new Broken(true, code, Refusal.CredentialsRefused),
            >= 300 and < 400 => new Broken(false, code,
                $"Parcoursup renvoie vers une autre adresse{(location is { IsAbsoluteUri: true } ? " (" + location.Host + ")" : "")} : "
                + $"corriger l'adresse configurée."),
            404 or 405 => new Broken(false, code,
                "Cette adresse n'est pas celle de l'interface synchrone de Parcoursup : corriger l'adresse configurée."),
            408 or 429 or >= 500 => new Broken(false, code, Cite(Refusal.Unavailable, answer)),
            _ when answer is { EstNok: true } => OfNok(answer.Message, code),
            _ => new Broken(false, code, $"Parcoursup répond par l'erreur HTTP {code} sans explication lisible."),
        };
    }

    private static HttpVerdict OfNok(string message, string code) => Refusal.KindOf(message) switch
    {
        RefusalKind.Credentials => new Broken(true, code, $"{Refusal.CredentialsRefused} Réponse : « {message} »."),
        RefusalKind.Technical => new Broken(false, code, $"{Refusal.Unavailable} Réponse : « {message} »."),
        _ => new Refused(message, Refusal.Explain(message)),
    };

    private static string Cite(string text, ParcoursupAnswer? answer) =>
        string.IsNullOrWhiteSpace(answer?.Message) ? text : $"{text} Réponse : « {answer.Message} ».";
}
