using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>What is filled in for Scolarix.</summary>
internal static class FormulaireScolarix
{
    // As the document writes them.
    private static readonly (string, string)[] Encodages =
        [.. new[] { "UTF-8", "ISO-8859-15", "windows-1252" }.Select(name => (name, name))];

    public static IEnumerable<GroupeReglage> Groupes =>
    [
        new("Scolarix : les instantanés", 40,
        [
            new("scolarix.dossier", "Dossier d'échange")
            {
                Exploitant = true, Aide = "Vide : les fichiers sont gardés ici et se téléchargent.",
            },
            new("scolarix.conserver", "Instantanés gardés par session", SorteChamp.Nombre),
            new("scolarix.seriesEquivalentes", "Séries du baccalauréat qui dispensent d'un résultat", SorteChamp.Liste),
            new("scolarix.disposition.separateur", "Séparateur"),
            new("scolarix.disposition.encodage", "Encodage", SorteChamp.Choix) { Choix = Encodages },
            new("scolarix.disposition.formatDate", "Format des dates") { Aide = "Par exemple dd/MM/yyyy." },
            new("planification.scolarix", "Quand il est écrit") { Aide = "Expression cron, à l'heure de Paris." },
            new("regles.gardeInstantanePourcent", "Garde : au plus, en %", SorteChamp.Nombre)
            {
                Aide = "Part des candidats du dernier fichier qui peut manquer au suivant sans qu'une personne le confirme.",
            },
            new("regles.gardeInstantaneMinimum", "… et toujours permis jusqu'à", SorteChamp.Nombre),
        ])
        {
            Sis = Sis.Scolarix,
        },
        new("Scolarix : le fichier de retour", 41,
        [
            new("scolarix.retour.dossier", "Dossier de retour")
            {
                Exploitant = true, Aide = "Vide : les fichiers de retour sont déposés à la main.",
            },
            new("scolarix.retour.separateur", "Séparateur"),
            new("scolarix.retour.encodage", "Encodage", SorteChamp.Choix) { Choix = Encodages },
            new("scolarix.retour.formatDate", "Format des dates") { Aide = "Vide : dates françaises ou ISO, avec ou sans l'heure." },
        ])
        {
            Sis = Sis.Scolarix,
        },
    ];
}
