using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Oracle.Catalogue;

/// <summary>Where each formation must stand, computed from the scenario alone.</summary>
internal sealed class OracleCatalogue(int anneeCampagne)
{
    public const string Pret = "prêt pour intégration";
    public const string Publie = "publié";
    public const string NonPublie = "non publié";
    public const string Ferme = "fermé";
    public const string Rejet = "rejet de publication";
    public const string Echec = "échec d'envoi";

    private readonly Dictionary<string, FormationSuivie> _formations = new(StringComparer.Ordinal);
    private IReadOnlyList<ReglePerimetre> _regles = [];

    public IReadOnlyDictionary<string, FormationSuivie> Formations => _formations;

    public void Regler(IReadOnlyList<ReglePerimetre> regles) => _regles = regles;

    /// <summary>The feed of the coming night, whole.</summary>
    public void Importer(IReadOnlyCollection<OffreFormation> offres)
    {
        foreach (var suivie in _formations.Values) suivie.Presente = false;
        foreach (var offre in offres)
        {
            if (!_formations.TryGetValue(offre.Cle, out var suivie)) suivie = _formations[offre.Cle] = Reprendre(offre);
            (suivie.Offre, suivie.Presente) = (offre, true);
        }
    }

    /// <summary>Returns the keys that a night must alert of: ready by an instructor's word, and out of the scope.</summary>
    public IReadOnlyList<string> Nuit(DateOnly jour)
    {
        Remplacer();
        var regles = new ReglesOracle(_regles, anneeCampagne);
        var alertes = new List<string>();
        foreach (var suivie in _formations.Values)
        {
            var calcule = regles.Statut(suivie, jour);
            if (ReglesOracle.EstRecalcule(suivie.Statut) || suivie.Statut == Publie && !suivie.AIdentifiant) suivie.Statut = calcule;
            else if (suivie.Statut == Pret && calcule == ReglePerimetre.Non) alertes.Add(suivie.Offre.Cle);
            suivie.Histoire[jour] = suivie.Statut;
        }

        return alertes;
    }

    /// <summary>What other rules would change on this day.</summary>
    public IReadOnlyList<(string Cle, string De, string Vers)> Simuler(IReadOnlyList<ReglePerimetre> regles, DateOnly jour)
    {
        var autres = new ReglesOracle(regles, anneeCampagne);
        return [.. _formations.Values.Where(f => ReglesOracle.EstRecalcule(f.Statut))
            .Select(f => (f.Offre.Cle, De: f.Statut, Vers: autres.Statut(f, jour))).Where(c => c.De != c.Vers)
            .OrderBy(c => c.Cle, StringComparer.Ordinal)];
    }

    /// <summary>An instructor, the service or the return flow moves a formation.</summary>
    public void Mettre(string cle, string statut, bool? identifiant = null)
    {
        var suivie = _formations[cle];
        suivie.Statut = statut;
        suivie.AIdentifiant = identifiant ?? suivie.AIdentifiant;
    }

    public IReadOnlyList<(string Cle, string De, string Vers)> ARestaurer(DateOnly nuit) =>
        [.. _formations.Values.Where(f => f.Histoire.TryGetValue(nuit, out var alors) && alors != f.Statut)
            .Select(f => (f.Offre.Cle, De: f.Statut, Vers: f.Histoire[nuit])).OrderBy(c => c.Cle, StringComparer.Ordinal)];

    public void Restaurer(DateOnly nuit)
    {
        foreach (var (cle, _, vers) in ARestaurer(nuit)) _formations[cle].Statut = vers;
    }

    /// <summary>The keys of formations of this status that pass, in an order that does not depend on the feed's.</summary>
    public IEnumerable<string> Parmi(string statut, Func<FormationSuivie, bool>? aussi = null) =>
        _formations.Values.Where(f => f.Statut == statut && aussi?.Invoke(f) != false).Select(f => f.Offre.Cle)
            .Order(StringComparer.Ordinal);

    private static FormationSuivie Reprendre(OffreFormation offre)
    {
        var suivie = new FormationSuivie(offre);
        if (offre.Repris is not { } repris) return suivie;
        suivie.AIdentifiant = repris.ParcoursupId is not null;
        suivie.Statut = repris.Statut switch
        {
            "non intégrable" or "hors périmètre" => ReglePerimetre.Non,
            "en attente de publication" => Pret,
            var autre => autre,
        };
        return suivie;
    }

    /// <summary>The new one takes what the former one had, once.</summary>
    private void Remplacer()
    {
        foreach (var nouvelle in _formations.Values.Where(f => !f.Remplacement && f.Offre.Remplace.Count > 0).ToList())
        {
            if (!_formations.TryGetValue(nouvelle.Offre.Remplace[0], out var ancienne) || ancienne.Remplacement) continue;
            (nouvelle.Statut, nouvelle.AIdentifiant) = (ancienne.Statut, ancienne.AIdentifiant);
            foreach (var (nuit, statut) in ancienne.Histoire) nouvelle.Histoire[nuit] = statut;
            (ancienne.Statut, ancienne.AIdentifiant) = (ReglePerimetre.Non, false);
            (nouvelle.Remplacement, ancienne.Remplacement) = (true, true);
        }
    }
}
