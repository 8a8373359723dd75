using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Pages.Echanges;

/// <summary>The filters of a list of exchanges as they were filled in.</summary>
/// <param name="Par">The way in, or the destination.</param>
/// <param name="Fin">What has become of it.</param>
public sealed record SaisieEchanges(string Du, string Au, string Dossier, string Par, string Fin)
{
    public static SaisieEchanges De(string? du, string? au, string? dossier, string? par, string? fin) =>
        new(du ?? "", au ?? "", dossier?.Trim() ?? "", par ?? "", fin ?? "");

    public JoursSaisis Jours => new(Du, Au);

    public bool EstVide => (Du + Au + Dossier + Par + Fin).Length == 0;

    /// <summary>The address of this list, so filtered, or of another one for the same days and the same candidate.</summary>
    /// <param name="nomPar">How this list calls <see cref="Par"/>; null where it belongs to the other one.</param>
    public string Adresse(string chemin, string? nomPar = null, string? nomFin = null, long? avant = null)
    {
        var query = new List<string>();
        Add("du", Du);
        Add("au", Au);
        Add("dossier", Dossier);
        Add(nomPar, Par);
        Add(nomFin, Fin);
        Add("avant", avant?.ToString(CultureInfo.InvariantCulture) ?? "");
        return query.Count == 0 ? chemin : chemin + "?" + string.Join('&', query);

        void Add(string? name, string value)
        {
            if (name is not null && value.Length > 0) query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}

/// <summary>What may be filled in; whatever is not known is refused, since an empty list would say that there is nothing.</summary>
public sealed class FiltresEchanges(CanauxConnus canaux, IEnumerable<IDestination> destinations, ConfigurationDirectory directory)
{
    /// <summary>The ways in, in words.</summary>
    public IReadOnlyList<(string Code, string Libelle)> Canaux { get; } = [.. canaux.Tous.Select(c => (c.Code, Mots.De(c.Code)))];

    public IReadOnlyList<(string Code, string Libelle)> Destinations { get; } =
        [.. destinations.Select(d => (d.Name, d.EnClair)).OrderBy(d => d.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<(string Code, string Libelle)> Etats { get; } =
    [
        (nameof(EtatRecu.Applique), "appliqué"), (nameof(EtatRecu.Attend), "attend d'être appliqué"),
        (nameof(EtatRecu.Ecarte), "non appliqué"),
    ];

    public static IReadOnlyList<(string Code, string Libelle)> Issues { get; } = [.. FiltreEnvoyes.Issues.Select(i => (i, Mots.De(i)))];

    public FiltreRecus Recus(SaisieEchanges saisie, List<Erreur> erreurs)
    {
        var dossiers = Common(saisie, erreurs);
        Check("canal", saisie.Par, Canaux, erreurs);
        Check("etat", saisie.Fin, Etats, erreurs);
        return new(
            saisie.Par.Length == 0 ? null : new Canal(saisie.Par),
            Enum.TryParse<EtatRecu>(saisie.Fin, out var state) ? state : null, dossiers, saisie.Jours.Depuis, saisie.Jours.Jusqua);
    }

    public FiltreEnvoyes Envoyes(SaisieEchanges saisie, List<Erreur> erreurs)
    {
        var dossiers = Common(saisie, erreurs);
        Check("destination", saisie.Par, Destinations, erreurs);
        Check("issue", saisie.Fin, Issues, erreurs);
        return new(Given(saisie.Par), Given(saisie.Fin), dossiers, saisie.Jours.Depuis, saisie.Jours.Jusqua);
    }

    private IReadOnlyList<CandidatKey>? Common(SaisieEchanges saisie, List<Erreur> erreurs)
    {
        erreurs.AddRange(saisie.Jours.Erreurs());
        if (saisie.Dossier.Length == 0) return null;
        if (Sujet.Read(saisie.Dossier) is { Formation: null } sujet) return [sujet.Candidat];
        if (int.TryParse(saisie.Dossier, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return [.. directory.Current.Campagnes.Select(c => new CandidatKey(c.Session, number))];
        erreurs.Add(new("dossier",
            $"{Cite.De(saisie.Dossier)} n'est pas un numéro de dossier : écrire par exemple 700017, ou 2026/700017."));
        return [];
    }

    private static void Check(string field, string value, IReadOnlyList<(string Code, string Libelle)> known, List<Erreur> erreurs)
    {
        if (value.Length > 0 && known.All(one => one.Code != value))
            erreurs.Add(new(field, $"{Cite.De(value)} n'est pas dans la liste : y choisir une valeur, ou la première pour toutes."));
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
