namespace Parcoursup.Gateway.Engine.Configuration.Formulaires;

/// <summary>What every établissement has, whatever its system.</summary>
internal static class GroupesCommuns
{
    public static GroupeReglage Identite(SisProfiles systems) => new("Établissement", 0,
    [
        new("libelle", "Nom"),
        new("uais", "UAI", SorteChamp.Liste)
        {
            Exploitant = true,
            Aide = "Sept chiffres et leur lettre de contrôle, par exemple 0730013T ; plusieurs sont séparées par une espace.",
        },
        new("sis", "Système d'information", SorteChamp.Choix)
        {
            Exploitant = true, Choix = [.. systems.Tous.Select(p => (p.Sis.Code, p.Sis.Code))],
        },
    ]);

    public static GroupeReglage Regles { get; } = new("Règles et gardes", 80,
    [
        new("regles.situationDeuxAcceptee", "« Accepte, en attendant mieux » compte comme une acceptation", SorteChamp.Oui),
        new("regles.gardeDecisionPourcent", "Garde des décisions : au plus, en %", SorteChamp.Nombre)
        {
            Aide = "Part des candidatures vivantes qui peut passer à défavorable d'un coup sans qu'une personne le confirme.",
        },
        new("regles.gardeDecisionMinimum", "… et toujours permis jusqu'à", SorteChamp.Nombre),
        new("regles.gardeDisparitionPourcent", "Garde des disparitions : au plus, en %", SorteChamp.Nombre)
        {
            Aide = "Part de la dernière récupération sûre qui peut manquer à la suivante.",
        },
        new("regles.gardeDisparitionMinimum", "… et toujours permis jusqu'à", SorteChamp.Nombre),
        new("regles.heuresEntreRecuperations", "Heures entre deux récupérations qui confirment une disparition", SorteChamp.Nombre),
    ]);

    public static GroupeReglage Planification { get; } = new("Planification", 90,
    [
        new("planification.recuperation", "Récupération des candidats"),
        new("planification.remontee", "Remontée des inscriptions"),
        new("planification.remonteeApiRest", "Inscriptions déclarées par la façade", SorteChamp.Choix)
        {
            Choix =
            [
                (nameof(CadenceRemontee.Quotidienne), "remontées chaque jour"), (nameof(CadenceRemontee.Immediate), "remontées aussitôt"),
            ],
        },
    ])
    {
        Explication = "Expressions cron, à l'heure de Paris : secondes minutes heures jour mois jour-de-semaine. « 0 0 20 * * ? » : chaque "
            + "jour à 20 h.",
    };
}
