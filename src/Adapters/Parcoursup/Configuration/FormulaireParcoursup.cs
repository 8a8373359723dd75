using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>What is filled in for Parcoursup.</summary>
internal static class FormulaireParcoursup
{
    private static readonly (string, string)[] Reponses =
    [
        ("", "inconnu : le candidat attend"), (nameof(Reponse.OuiSi3Ans), "« Oui si », en 3 ans"),
        (nameof(Reponse.OuiSi4Ans), "« Oui si », en 4 ans"),
    ];

    public static IReadOnlyList<GroupeReglage> Groupes { get; } =
    [
        new("Parcoursup : l'interface synchrone", 10,
        [
            new("parcoursup.url", "Adresse") { Aide = "Celle que Parcoursup a communiquée, par exemple https://…/ApiRest/." },
            new("parcoursup.login", "Identifiant"),
            new("parcoursup.motDePasse", "Mot de passe", SorteChamp.Secret),
            new("parcoursup.delaiSecondes", "Délai d'une réponse, en secondes", SorteChamp.Nombre) { Aide = "30 si le champ reste vide." },
            new("parcoursup.appelsSimultanes", "Appels à la fois", SorteChamp.Nombre) { Aide = "2 si le champ reste vide." },
            new("parcoursup.pauseMillisecondes", "Pause après chaque appel, en ms", SorteChamp.Nombre)
            {
                Aide = "50 si le champ reste vide.",
            },
        ])
        {
            Explication = "La paire que Parcoursup a délivrée à l'établissement.", Facultatif = "parcoursup",
        },
        new("Candidat de test", 11,
        [
            new("parcoursup.candidatTest.codeCandidat", "Numéro de dossier", SorteChamp.Nombre),
            new("parcoursup.candidatTest.ine", "INE"),
            new("parcoursup.candidatTest.nom", "Nom"),
            new("parcoursup.candidatTest.prenom", "Prénom"),
            new("parcoursup.candidatTest.dateNaissance", "Date de naissance", SorteChamp.Date),
            new("parcoursup.candidatTest.codeFormationPsup", "Formation (code Parcoursup)", SorteChamp.Nombre),
            new("parcoursup.candidatTest.codeFormation1", "Formation de l'établissement"),
            new("parcoursup.candidatTest.codeSise", "Code SISE"),
            new("parcoursup.candidatTest.etatInscription", "État d'inscription", SorteChamp.Nombre),
        ])
        {
            Explication = "Le candidat fictif que Parcoursup a communiqué : « Tester le connecteur » fait acquitter son inscription.",
            Facultatif = "parcoursup.candidatTest",
        },
        new("Parcoursup : ce qu'il envoie ici", 12,
        [
            new("push.login", "Identifiant"),
            new("push.motDePasse", "Mot de passe", SorteChamp.Secret),
            new("push.adresses", "Adresses ou réseaux d'où il appelle", SorteChamp.Liste)
            {
                Aide = "Vide : de partout. Par exemple 192.0.2.0/24.",
            },
        ])
        {
            Explication = "La paire choisie par l'établissement et saisie dans le site de gestion de Parcoursup.", Facultatif = "push",
        },
        new("Parcoursup : ce que veulent dire ses réponses", 13,
        [
            new("sourceOpi", "D'où viennent ses OPI", SorteChamp.Choix)
            {
                Choix =
                [
                    (nameof(SourceOpi.ApiRest), "de la passerelle, qui les fait avec les réponses des candidats"),
                    (nameof(SourceOpi.Opi), "de Parcoursup, qui les envoie lui-même"),
                ],
            },
            new("regles.amenagements.1", "Aménagement 1", SorteChamp.Choix) { Choix = Reponses },
            new("regles.amenagements.2", "Aménagement 2", SorteChamp.Choix) { Choix = Reponses },
        ]),
    ];
}
