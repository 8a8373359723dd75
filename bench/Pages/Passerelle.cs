using System.Net;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Pages;

/// <summary>A person who has signed in: the pages as a browser gets them.</summary>
internal sealed partial class Visiteur : IDisposable
{
    public const string Face = "/gestion";

    private Visiteur(string url) => Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(10),
    };

    public HttpClient Http { get; }

    public static Visiteur Inconnu(string url) => new(url);

    /// <summary>An account of its own, by the link that the command prints.</summary>
    public static async Task<Visiteur> ConnecterAsync(GatewayProcess gateway, string identifiant, params string[] droit)
    {
        var link = await gateway.CommandAsync(["utilisateur", "inviter", "--nom", identifiant, .. droit]);
        var visiteur = new Visiteur(gateway.Url);
        var path = new Uri(link.Trim()).AbsolutePath;
        using var answer = await visiteur.EnvoyerAsync(path, await visiteur.JetonAsync(path),
            ("identifiant", identifiant), ("nom", "Zoé M."), ("motDePasse", Phrase), ("confirmation", Phrase));
        return answer.StatusCode == HttpStatusCode.Found ? visiteur
            : throw new InvalidOperationException($"{identifiant} was not let in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The token that the forms of a page carry.</summary>
    public async Task<string> JetonAsync(string path) => Jeton().Match(await Http.GetStringAsync(path)).Groups[1].Value;

    public Task<HttpResponseMessage> EnvoyerAsync(string path, string jeton, params (string Name, string Value)[] fields) => Http.PostAsync(path,
        new FormUrlEncodedContent([new("jeton", jeton), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));

    public void Dispose() => Http.Dispose();

    private const string Phrase = "une phrase assez longue pour la mesure";

    [GeneratedRegex("name=\"jeton\" value=\"([^\"]+)\"")]
    private static partial Regex Jeton();
}
