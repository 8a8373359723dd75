using System.Globalization;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>Why no rule takes a formation: the condition that it fails, with its value and the bound, in French.</summary>
/// <param name="dire">Worded when somebody asks: a night excludes tens of thousands and tells nobody.</param>
public sealed class Exclusion(string critere, Func<string> dire)
{
    public string Critere => critere;

    public string Motif => field ??= dire();
}

/// <summary>
/// What every rule asks beside its own condition. They are added to it, never merged with it: merged key by key, a rule's own
/// condition once replaced these, and diplomas that had expired were published.
/// </summary>
public static class ConditionsCommunes
{
    private const string InscritDeDroit = "3 - Inscrit de droit";
    private const string Actif = "ACTIVE";

    /// <summary>All that excludes the formation; empty when rules may take it.</summary>
    public static IReadOnlyList<Exclusion> Exclusions(FormationCatalogue formation, ContexteNuit nuit)
    {
        ArgumentNullException.ThrowIfNull(formation);
        ArgumentNullException.ThrowIfNull(nuit);
        List<Exclusion>? found = null;
        Add(ref found, Certification(formation));
        Add(ref found, Fin(formation, nuit));
        Add(ref found, Annee(formation));
        Add(ref found, Flux(formation));
        Add(ref found, Session(formation, nuit));
        Add(ref found, Remplacement(formation));
        return found ?? (IReadOnlyList<Exclusion>)[];
    }

    // The CFD decides for what stands in the register by law, and where there is no sheet: an active sheet beside a CFD that was
    // closed is not enough.
    private static bool CfdDecide(FormationCatalogue f) =>
        f.RncpCode is null || string.Equals(f.InscritRncp, InscritDeDroit, StringComparison.OrdinalIgnoreCase);

    private static Exclusion? Certification(FormationCatalogue f)
    {
        if (CfdDecide(f))
            return f.CfdPerime
                ? new("certification", () => $"Le CFD {Cite.De(f.Cfd)} est périmé (cfd_outdated vaut true, false attendu).") : null;
        if (!string.Equals(f.RncpActif, Actif, StringComparison.OrdinalIgnoreCase))
            return new("certification", () => $"La fiche {Cite.De(f.RncpCode)} n'est pas active (active_inactive vaut "
                + $"{Cite.De(f.RncpActif)}, « {Actif} » attendu).");
        return f.RncpPerime
            ? new("certification", () => $"La fiche {Cite.De(f.RncpCode)} est périmée (rncp_outdated vaut true, false attendu).") : null;
    }

    private static Exclusion? Fin(FormationCatalogue f, ContexteNuit nuit)
    {
        var ofCfd = CfdDecide(f);
        return (ofCfd ? f.CfdFermeture : f.RncpFin) is { } end && end <= nuit.BorneFin
            ? new("date", () => $"{(ofCfd ? "Le CFD ferme" : "La fiche RNCP expire")} le {Jour(end)} : il faut une date après le "
                + $"{Jour(nuit.BorneFin)}, ou aucune.") : null;
    }

    private static Exclusion? Annee(FormationCatalogue f) => f.Annee is "1" or "9" or "X" or "x" ? null
        : new("annee", () => $"L'année d'entrée est {Cite.De(f.Annee)} : seules 1, 9 et X sont publiables.");

    private static Exclusion? Flux(FormationCatalogue f) =>
        !f.Presente ? new("flux", () => "La formation n'est plus dans le flux : le dernier import appliqué ne la contient pas.")
        : !f.Published ? new("flux", () => "La formation n'est pas dans le flux (published vaut false, true attendu).")
        : !f.CataloguePublished && !f.ForcedPublished
            ? new("flux", () => "La formation n'est pas publiée au catalogue réglementaire (catalogue_published vaut false et "
                + "forced_published ne le remplace pas).") : null;

    // One and the same session within both bounds.
    private static Exclusion? Session(FormationCatalogue f, ContexteNuit nuit)
    {
        foreach (var day in f.Sessions)
            if (day >= nuit.PremiereSession && day <= nuit.DerniereSession)
                return null;
        return new("session", () => $"Aucune session ne commence entre le {Jour(nuit.PremiereSession)} et le {Jour(nuit.DerniereSession)} "
            + $"({Donnees(f)}).");
    }

    private static string Donnees(FormationCatalogue f) =>
        f.Sessions.Count == 0 ? "aucune session" : string.Join(", ", f.Sessions.Order().Take(5).Select(Jour));

    private static Exclusion? Remplacement(FormationCatalogue f) => f.RemplaceePar is null ? null
        : new("remplacement", () => $"La formation est annulée et remplacée par {Cite.De(f.RemplaceePar)}.");

    private static void Add(ref List<Exclusion>? list, Exclusion? exclusion)
    {
        if (exclusion is not null) (list ??= []).Add(exclusion);
    }

    private static string Jour(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
