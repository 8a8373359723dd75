using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>The rules of the scope: as many as are wanted, of every kind that there is, several for each diploma.</summary>
internal static class Perimetre
{
    public static IReadOnlyList<ReglePerimetre> Generer(int nombre, int graine)
    {
        var hasard = new Random(graine);
        return [.. Enumerable.Range(0, nombre).Select(rang => Une(rang, hasard))];
    }

    public static JsonArray Ecrire(IEnumerable<ReglePerimetre> regles) => new([.. regles.Select(r => (JsonNode)r.Ecrire())]);

    private static ReglePerimetre Une(int rang, Random hasard)
    {
        var diplome = Diplome.Tous[rang % Diplome.Tous.Count];
        var regle = new ReglePerimetre
        {
            Id = $"R{rang + 1:000}", Niveau = diplome.Niveau, Diplome = diplome.Libelle, Statut = Premiere(diplome),
        };
        // A diploma's first rule holds for the whole of it; the later ones know more.
        return (rang / Diplome.Tous.Count) switch
        {
            0 => diplome.Niveau[0] == '3' ? regle with { Interdit = true, Statut = ReglePerimetre.Non } : regle,
            1 => regle with { Statut = ReglePerimetre.APublier, Condition = Specialite(diplome, hasard) },
            2 => regle with
            {
                Statut = ReglePerimetre.Recteur, Condition = Codes(diplome),
                Academies = new Dictionary<int, string> { [10] = ReglePerimetre.APublier, [14] = ReglePerimetre.Non },
            },
            3 => rang % 2 == 0 ? regle with { Plateforme = "affelnet", Statut = ReglePerimetre.APublier }
                : regle with { Supprimee = true, Statut = ReglePerimetre.APublier },
            _ => Tardive(rang, regle, hasard),
        };
    }

    private static ReglePerimetre Tardive(int rang, ReglePerimetre regle, Random hasard) => (rang % 4) switch
    {
        0 => regle with { Statut = ReglePerimetre.APublier, Academie = GenerateurOffres.Academies[rang % 30] },
        1 => regle with { Statut = ReglePerimetre.Recteur, Annee = "1", Duree = "2" },
        2 => regle with { Statut = ReglePerimetre.Postbac, Condition = Ou("rncp_code", "regexp", $"^RNCP{hasard.Next(1, 5)}[0-9]+$") },
        _ => regle with { Interdit = true, Statut = ReglePerimetre.Non },
    };

    private static string Premiere(Diplome diplome) => (diplome.Niveau[0], diplome.DeDroit) switch
    {
        ('5', true) => ReglePerimetre.Postbac,
        ('6', true) => ReglePerimetre.Habilitation,
        ('5' or '6', false) => ReglePerimetre.Recteur,
        ('7', _) => ReglePerimetre.Non,
        _ => ReglePerimetre.Habilitation,
    };

    private static ConditionPerimetre Specialite(Diplome diplome, Random hasard) =>
        Ou("intitule_long", "commence par", diplome.Specialites[hasard.Next(diplome.Specialites.Length)]);

    private static ConditionPerimetre Codes(Diplome diplome) => new(true,
    [
        new("cfd", "commence par", diplome.Prefixe), new("rncp_details.nsf_code", "différent de", "399"),
        new("bcn_mefs_10.mef10", "contient", "31123"),
    ]);

    private static ConditionPerimetre Ou(string champ, string operateur, string valeur) => new(false,
        [new(champ, operateur, valeur), new("libelle_court", "égal à", "COMPTABILITE ET GESTION")]);
}
