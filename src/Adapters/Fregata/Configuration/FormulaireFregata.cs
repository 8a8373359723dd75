using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>What is filled in for Fregata.</summary>
internal static class FormulaireFregata
{
    public static IEnumerable<GroupeReglage> Groupes =>
    [
        new("Fregata", 50,
        [
            new("fregata.fraicheurMinutes", "Minutes pendant lesquelles une récupération suffit", SorteChamp.Nombre)
            {
                Aide = "0 : chaque import demande à Parcoursup.",
            },
            new("fregata.delaiReceptionSecondes", "Attente des candidats de Parcoursup, en secondes", SorteChamp.Nombre),
            new("fregata.delaiRemonteeSecondes", "Attente des réponses de Parcoursup, en secondes", SorteChamp.Nombre),
            new("fregata.rentree", "Premier jour de la rentrée", SorteChamp.Date) { Aide = "Vide : celui du calendrier de la campagne." },
            new("fregata.champsProteges", "Ce qu'un import n'écrase jamais dans un dossier traité", SorteChamp.Liste)
            {
                Aide = "Parmi identite, mail, telephone, adresse, responsables ; vide : les trois premiers.",
            },
            new("fregata.enTetesObligatoires", "Chaque appel nomme la personne et son rôle", SorteChamp.Oui),
        ])
        {
            Sis = Sis.Fregata,
        },
        new("Comptes de Fregata", 51,
        [
            new("login", "Identifiant"), new("motDePasse", "Mot de passe", SorteChamp.Secret),
            new("roles", "Rôles", SorteChamp.Liste) { Aide = string.Join(", ", Enum.GetNames<RoleFregata>()) + "." },
            new("adresses", "Adresses ou réseaux d'où il appelle", SorteChamp.Liste),
        ])
        {
            Sis = Sis.Fregata, Liste = "fregata.comptes", Explication = "Vider l'identifiant retire le compte.",
        },
    ];
}
