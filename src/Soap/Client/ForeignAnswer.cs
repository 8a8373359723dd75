using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>Names what answered in the place of the service: a redirection, a login page, a firewall, a proxy, some page.</summary>
internal sealed partial record ForeignAnswer(ForeignAnswerKind Kind, string Message)
{
    private const int Looked = 16 * 1024;
    private const int LongestTitle = 120;

    // Words of their pages, as administrators see them.
    private static readonly (string Word, string Name)[] Walls =
    [
        ("support id", "un pare-feu applicatif F5"), ("fortigate", "un pare-feu Fortinet"), ("fortiweb", "un pare-feu Fortinet"),
        ("fortiguard", "un pare-feu Fortinet"), ("incapsula", "un pare-feu Imperva"), ("cloudflare", "Cloudflare"),
        ("mod_security", "ModSecurity"), ("modsecurity", "ModSecurity"), ("stormshield", "un pare-feu Stormshield"),
        ("web page blocked", "un pare-feu"), ("request rejected", "un pare-feu applicatif"), ("request blocked", "un pare-feu"),
        ("page bloquée", "un pare-feu"), ("access denied by security policy", "un pare-feu"),
    ];

    private static readonly string[] Logins = ["type=\"password\"", "type='password'", "central authentication service", "/cas/login"];

    public static ForeignAnswer Of(SoapExchange exchange, ForeignAnswerKind kind)
    {
        var status = exchange.Status ?? 0;
        var http = string.Create(CultureInfo.InvariantCulture, $"(statut HTTP {status})");
        if (status is >= 300 and < 400) return OfRedirection(exchange, http);
        var page = PageOf(exchange);
        if (page is not null && Walls.FirstOrDefault(w => page.Contains(w.Word, StringComparison.OrdinalIgnoreCase)).Name is { } wall)
            return new(ForeignAnswerKind.Firewall,
                $"{Capital(wall)} a répondu à la place du service {http}{TitleOf(page)} : faire autoriser les appels de la passerelle.");
        return status switch
        {
            401 or 403 => new(kind, $"L'accès est refusé : vérifiez l'identifiant et le mot de passe {http}."),
            407 => new(kind, $"Le serveur mandataire (proxy) demande une authentification {http} : la lui fournir, ou l'éviter."),
            413 => new(kind, $"Le message est trop volumineux pour le serveur ou un serveur intermédiaire {http} : relever sa limite."),
            415 => new(kind,
                $"Le serveur n'accepte pas les messages SOAP 1.1 (text/xml) {http} : vérifier que l'adresse est celle d'un service "
                + "SOAP 1.1."),
            429 => new(kind, $"Le serveur reçoit trop d'appels et demande d'attendre {http}."),
            _ => page is null ? new(kind, $"{Words(kind)} {http}.") : OfPage(page, http),
        };
    }

    private static ForeignAnswer OfRedirection(SoapExchange exchange, string http)
    {
        if (exchange.Head.Location is not { } target)
            return new(ForeignAnswerKind.Redirection, $"L'adresse renvoie ailleurs sans dire où {http} : vérifier l'adresse du service.");
        var probable = target switch
        {
            _ when CasPath().IsMatch(target) =>
                "c'est sans doute la page d'authentification unique (CAS) : exclure l'adresse du service web de cette authentification",
            _ when SsoPath().IsMatch(target) =>
                "c'est sans doute une page d'authentification (SSO) : en exclure l'adresse du service web",
            _ when target.StartsWith("https:", StringComparison.OrdinalIgnoreCase) =>
                "sans doute faut-il appeler cette adresse, en https : la mettre dans la configuration",
            _ => "vérifier l'adresse du service dans la configuration",
        };
        return new(ForeignAnswerKind.Redirection, $"L'adresse renvoie vers {target} {http} : {probable}.");
    }

    private static ForeignAnswer OfPage(string page, string http) => Logins.Any(l => page.Contains(l, StringComparison.OrdinalIgnoreCase))
        ? new(ForeignAnswerKind.Login,
            $"La réponse est une page HTML d'authentification{TitleOf(page)} {http} : en exclure l'adresse du service web.")
        : new(ForeignAnswerKind.HtmlPage, $"La réponse est une page HTML{TitleOf(page)}, pas un message SOAP 1.1 {http}.");

    /// <summary>The beginning of the page; null when it is none.</summary>
    private static string? PageOf(SoapExchange exchange)
    {
        var bytes = exchange.Envelope.Span;
        if (bytes.IsEmpty) return null;
        // A page is looked at, not read: letters without accents suffice.
        var text = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)])
            .TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        var says = exchange.Head.ContentType?.TrimStart().StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        if (!says && !text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)) return null;
        return IsUtf8(bytes) ? Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Looked)]) : text;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static string TitleOf(string page)
    {
        if (Title().Match(page) is not { Success: true } found) return "";
        var title = Blanks().Replace(WebUtility.HtmlDecode(found.Groups[1].Value), " ").Trim();
        title = new string([.. title.Where(c => !char.IsControl(c) && c is not ('<' or '>'))]);
        return title.Length == 0 ? "" : $" (« {(title.Length <= LongestTitle ? title : title[..LongestTitle] + "…")} »)";
    }

    private static string Words(ForeignAnswerKind kind) => kind switch
    {
        ForeignAnswerKind.Empty => "La réponse est vide",
        ForeignAnswerKind.ResultDespiteError => "La réponse contient un résultat malgré un statut d'erreur",
        ForeignAnswerKind.UnreadableCompression => "La réponse est compressée et n'a pas pu être décompressée",
        ForeignAnswerKind.UnreadableMultipart => "La réponse est en plusieurs parties (multipart) et n'a pas pu être lue",
        _ => "La réponse n'est pas un message SOAP 1.1",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"//cas[.-]|/cas(/|$)|/cas/login|/login\z", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex CasPath();

    [GeneratedRegex(@"(//|[./-])(sso|idp|saml2?|shibboleth|oauth2?|oidc|openid-connect|auth|adfs|keycloak|signin)([./-]|$)",
        RegexOptions.IgnoreCase, 2000)]
    private static partial Regex SsoPath();

    [GeneratedRegex("<title[^>]{0,200}>(.{0,400}?)</title", RegexOptions.Singleline | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Title();

    [GeneratedRegex(@"\s+", RegexOptions.None, 2000)]
    private static partial Regex Blanks();
}
