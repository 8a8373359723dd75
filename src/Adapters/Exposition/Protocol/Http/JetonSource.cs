using System.Net;
using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>A token, or why there is none.</summary>
internal readonly record struct Obtention(string? Jeton, Essai? Panne);

/// <summary>
/// The token of the generation behind the gateway: asked once for all who wait for it, renewed before it ends while the former is
/// still used, and once more when the API refuses one that should have been good.
/// </summary>
internal sealed class JetonSource(IJetonHttp http, ConnexionExposition connexion, CompteurAppels appels, TimeProvider time)
{
    private static readonly TimeSpan Delai = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan VieParDefaut = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MargeMaximale = TimeSpan.FromMinutes(1);

    // A refused client is not asked about for each of 24 000 lines.
    private static readonly TimeSpan ReposApresRefus = TimeSpan.FromSeconds(30);

    private const int OctetsMaximum = 256 * 1024;

    private readonly Lock _lock = new();
    private Courant? _courant;
    private Task<Obtention>? _enCours;
    private (Essai Panne, DateTimeOffset Jusque)? _refus;

    public Task<Obtention> ObtenirAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_courant is { } courant && now < courant.Fin)
            {
                // Renewed beside the calls, which go on with this one.
                if (now >= courant.Renouveler && _refus is null) _enCours ??= DemanderAsync();
                return Task.FromResult(new Obtention(courant.Jeton, null));
            }

            if (_refus is { } refus && now < refus.Jusque) return Task.FromResult(new Obtention(null, refus.Panne));
            _refus = null;
            return (_enCours ??= DemanderAsync()).WaitAsync(ct);
        }
    }

    /// <summary>The API refused this token; whoever has got another one in the meantime keeps it.</summary>
    public void Invalider(string jeton)
    {
        lock (_lock)
            if (_courant?.Jeton == jeton) _courant = null;
    }

    // Not one caller's request: it goes on when he gives up, for the others.
    private async Task<Obtention> DemanderAsync()
    {
        await Task.Yield();
        var obtention = new Obtention(null, null);
        // Its life began, at the latest, when it was asked for.
        var demande = time.GetUtcNow();
        try
        {
            var essai = await UnAppelAsync(enEntete: false);
            // Some want the client's name and secret in a header instead.
            if (essai.Statut is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest) essai = await UnAppelAsync(enEntete: true);
            return obtention = Noter(essai, demande);
        }
        finally
        {
            lock (_lock)
            {
                _enCours = null;
                _refus = obtention.Panne is { Transitoire: false } panne ? (panne, time.GetUtcNow() + ReposApresRefus) : null;
            }
        }
    }

    private async Task<Essai> UnAppelAsync(bool enEntete)
    {
        var demande = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (!enEntete) (demande["client_id"], demande["client_secret"]) = (connexion.Client ?? "", connexion.Secret ?? "");
        var basic = enEntete ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{Uri.EscapeDataString(connexion.Client ?? "")}:{Uri.EscapeDataString(connexion.Secret ?? "")}")) : null;
        appels.Jeton();
        using var timeout = new CancellationTokenSource(Delai, time);
        try
        {
            using var response = await http.JetonAsync(connexion.Jeton!, demande, basic, timeout.Token);
            return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? Essai.EnPanne("Le jeton est refusé : vérifier le client et son secret.", false, response.StatusCode)
                : await CorpsReponse.LireAsync(response, OctetsMaximum, time, timeout.Token);
        }
        catch (Exception panne) when (Pannes.Est(panne))
        {
            return Essai.EnPanne($"Pas de jeton : {Pannes.Dire(panne)}", transitoire: true);
        }
    }

    private Obtention Noter(Essai essai, DateTimeOffset demande)
    {
        if (essai.Panne is { } panne)
            return new(null, panne.StartsWith("Le jeton", StringComparison.Ordinal) ? essai
                : essai with { Panne = $"Pas de jeton : {panne}" });
        if (essai.Statut != HttpStatusCode.OK || Lire(essai.Corps!) is not { } lu)
            return new(null, Essai.EnPanne("Pas de jeton : la réponse n'en contient pas (access_token).", transitoire: false));
        var marge = TimeSpan.FromTicks(Math.Min(MargeMaximale.Ticks, lu.Vie.Ticks / 5));
        lock (_lock) _courant = new(lu.Jeton, demande + lu.Vie - marge, demande + lu.Vie);
        return new(lu.Jeton, null);
    }

    private static (string Jeton, TimeSpan Vie)? Lire(byte[] corps)
    {
        if (!TexteJson.EstLisible(corps)) return null;
        using var document = JsonDocument.Parse(corps);
        if (!document.RootElement.TryGetProperty("access_token", out var jeton) || jeton.ValueKind != JsonValueKind.String) return null;
        var texte = jeton.GetString()!;
        // It goes into a header.
        if (texte.Length == 0 || texte.AsSpan().ContainsAnyExceptInRange('!', '~')) return null;
        return (texte, document.RootElement.TryGetProperty("expires_in", out var vie) && Secondes(vie) is > 0 and < 1e8 and var secondes
            ? TimeSpan.FromSeconds(secondes) : VieParDefaut);
    }

    private static double Secondes(JsonElement vie) => vie.ValueKind switch
    {
        JsonValueKind.Number => vie.GetDouble(),
        JsonValueKind.String when double.TryParse(vie.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var texte)
            => texte,
        _ => 0,
    };

    private sealed record Courant(string Jeton, DateTimeOffset Renouveler, DateTimeOffset Fin);
}
