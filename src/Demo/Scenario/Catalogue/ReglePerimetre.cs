using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>A rule of the scope, as the MOSS writes it.</summary>
internal sealed record ReglePerimetre
{
    public const string Non = "non publiable en l'état";
    public const string Habilitation = "à publier (sous condition habilitation)";
    public const string Postbac = "à publier (vérifier accès direct postbac)";
    public const string Recteur = "à publier (soumis à validation Recteur)";
    public const string APublier = "à publier";

    public required string Id { get; init; }

    public required string Niveau { get; init; }

    public required string Diplome { get; init; }

    public bool Interdit { get; init; }

    public required string Statut { get; init; }

    public string? Annee { get; init; }

    public string? Duree { get; init; }

    public int? Academie { get; init; }

    public ConditionPerimetre? Condition { get; init; }

    public IReadOnlyDictionary<int, string> Academies { get; init; } = new Dictionary<int, string>();

    public bool Supprimee { get; init; }

    public string Plateforme { get; init; } = "parcoursup";

    public JsonObject Ecrire()
    {
        var regle = new JsonObject
        {
            ["id"] = Id, ["plateforme"] = Plateforme, ["niveau"] = Niveau, ["diplome"] = Diplome,
            ["condition_integration"] = Interdit ? "ne doit pas intégrer" : "peut intégrer", ["statut"] = Statut,
        };
        if (Annee is not null) regle["annee"] = Annee;
        if (Duree is not null) regle["duree"] = Duree;
        if (Academie is not null) regle["num_academie"] = $"{Academie:00}";
        if (Condition is not null)
        {
            regle["regle_complementaire"] = Condition.Ecrire();
            regle["nom_regle_complementaire"] = $"Condition de {Id}";
        }

        if (Academies.Count > 0)
            regle["statut_academies"] = new JsonObject(Academies.Select(a => KeyValuePair.Create($"{a.Key}", (JsonNode?)a.Value)));
        if (Supprimee) regle["supprimee"] = true;
        return regle;
    }
}

/// <summary>The condition of a rule: criteria joined by a word.</summary>
internal sealed record ConditionPerimetre(bool Tous, IReadOnlyList<CriterePerimetre> Criteres)
{
    public JsonObject Ecrire() => new()
    {
        ["combinateur"] = Tous ? "ET" : "OU",
        ["criteres"] = new JsonArray([.. Criteres.Select(c => (JsonNode)new JsonObject
        {
            ["champ"] = c.Champ, ["operateur"] = c.Operateur, ["valeur"] = c.Valeur,
        })]),
    };
}

internal sealed record CriterePerimetre(string Champ, string Operateur, string Valeur);
