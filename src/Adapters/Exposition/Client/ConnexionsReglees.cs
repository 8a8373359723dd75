using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>The connections that the settings name now: the one to ask, and the one that stands by.</summary>
/// <remarks>Settings that become wrong while the service runs are told, and the former ones stay: no call fails for them.</remarks>
internal sealed class ConnexionsReglees(
    IOptionsMonitor<ReglagesExposition> settings, IBusinessClock clock, ILogger<ConnexionsReglees> logger)
{
    private readonly ConcurrentDictionary<string, (DateTime Written, string Text)> _files = new(StringComparer.Ordinal);

    private volatile ReglagesExposition? _bons;
    private volatile string? _refus;

    public ReglagesExposition Reglages
    {
        get
        {
            var (lus, refus) = Lus();
            if (refus is null)
            {
                _refus = null;
                return _bons = lus!;
            }

            if (_bons is not { } bons) throw new InvalidOperationException(refus);
            if (Interlocked.Exchange(ref _refus, refus) != refus) Log.SettingsRefused(logger, refus);
            return bons;
        }
    }

    public bool Existent => Reglages is var r && (r.Ancienne?.Base is not null || r.Nouvelle?.Base is not null);

    /// <summary>Which generation is asked first at this moment.</summary>
    public GenerationExposition Generation
    {
        get
        {
            var reglages = Reglages;
            if (reglages.Nouvelle?.Base is null) return GenerationExposition.Ancienne;
            if (reglages.Ancienne?.Base is null) return GenerationExposition.Nouvelle;
            return reglages.BasculeLe is { } date && Paris.At(clock.Now).DateTime >= date ? GenerationExposition.Nouvelle
                : reglages.Generation;
        }
    }

    public (ConnexionExposition Principale, ConnexionExposition? Secours) Choisir()
    {
        var reglages = Reglages;
        var nouvelle = Generation == GenerationExposition.Nouvelle;
        var principale = Connexion(nouvelle ? reglages.Nouvelle! : reglages.Ancienne!);
        var autre = nouvelle ? reglages.Ancienne : reglages.Nouvelle;
        return (principale, autre?.Base is null ? null : Connexion(autre));
    }

    private (ReglagesExposition? Lus, string? Refus) Lus()
    {
        try
        {
            var lus = settings.CurrentValue;
            // Only what has changed is judged.
            return ReferenceEquals(lus, _bons) || ReglagesErreurs.De(lus) is not { Count: > 0 } erreurs ? (lus, null)
                : (null, string.Join(' ', erreurs));
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or OptionsValidationException)
        {
            return (null, failure.Message);
        }
    }

    private ConnexionExposition Connexion(AdresseExposition adresse) => new(
        new Uri(adresse.Base!), Lire(adresse.CleFichier) ?? adresse.Cle, adresse.EnteteCle,
        adresse.Jeton is null ? null : new Uri(adresse.Jeton), adresse.Client, Lire(adresse.SecretFichier) ?? adresse.Secret);

    // A key that is replaced in its file is taken up without a restart; while the file is being replaced the former one serves.
    private string? Lire(string? chemin)
    {
        if (chemin is null) return null;
        try
        {
            var written = File.GetLastWriteTimeUtc(chemin);
            if (_files.TryGetValue(chemin, out var known) && known.Written == written) return known.Text;
            var text = File.ReadAllText(chemin).Trim();
            if (text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\u001F')) return (_files[chemin] = (written, text)).Text;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }

        return _files.TryGetValue(chemin, out var former) ? former.Text : null;
    }
}
