using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>
/// The result as a CSV, the same bytes for the same inputs and answers: no instant stands in it. The former file stays until the new
/// one is whole.
/// </summary>
internal static class SortieCsv
{
    private static readonly CsvConfiguration Forme = new(CultureInfo.InvariantCulture) { Delimiter = ";", NewLine = "\n" };

    private static readonly (string Nom, Func<LigneApparieeView, object?> Valeur)[] Colonnes =
    [
        ("CODEFORMATIONACCUEIL", l => l.Cle),
        ("CODEFORMATIONINSCRIPTION", l => l.Inscription),
        ("type_diplome", l => l.Type),
        ("filiere", l => l.Filiere),
        ("scope", l => l.Scope),
        ("formation_parametree", l => l.Parametree),
        ("couverture_insertion", l => l.Insertion.Couverture),
        ("raison", l => l.Insertion.Raison),
        ("acteur", l => l.Insertion.Acteur),
        ("code_certification_insertion", l => l.Insertion.Code),
        ("uai", l => l.Insertion.Uai),
        ("uai_type", l => l.Insertion.UaiType),
        ("methode", l => l.Insertion.Methode),
        ("anciennete", l => l.Insertion.Anciennete),
        ("appariement", l => l.Insertion.Appariement),
        ("millesime", l => l.Insertion.Millesime),
        ("donnee_source", l => l.Insertion.DonneeSource?.Type),
        ("nb_annee_term", l => l.Insertion.NbAnneeTerm),
        ("taux_en_emploi_6_mois", l => l.Insertion.TauxEnEmploi6Mois),
        ("taux_en_formation", l => l.Insertion.TauxEnFormation),
        ("taux_autres_6_mois", l => l.Insertion.TauxAutres6Mois),
        ("couverture_salaire", l => l.Remuneration.Couverture),
        ("code_certification_salaire", l => l.Remuneration.Code),
        ("millesime_salaire", l => l.Remuneration.Millesime),
        ("salaire_12_mois_q1", l => l.Remuneration.Q1),
        ("salaire_12_mois_q2", l => l.Remuneration.Q2),
        ("salaire_12_mois_q3", l => l.Remuneration.Q3),
        ("explication", l => l.Insertion.Explication),
        ("essais", l => string.Join(" | ", l.Essais.Select(e => $"{e.Methode} {e.Code} {e.Uai} : {e.Reponse}"))),
    ];

    /// <summary>Writes the lines in their order.</summary>
    public static void Ecrire(TextWriter sortie, IEnumerable<LigneApparieeView> lignes)
    {
        using var csv = new CsvWriter(sortie, Forme, leaveOpen: true);
        foreach (var (nom, _) in Colonnes) csv.WriteField(nom);
        csv.NextRecord();
        foreach (var ligne in lignes)
        {
            foreach (var (_, valeur) in Colonnes)
                csv.WriteField(Convert.ToString(valeur(ligne), CultureInfo.InvariantCulture));
            csv.NextRecord();
        }
    }

    /// <summary>Writes the lines in the place of the former file.</summary>
    public static void Ecrire(FichierSortie fichier, IEnumerable<ResultatLigne> resultats)
    {
        using (var sortie = new StreamWriter(
            fichier.Provisoire, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: -1, leaveOpen: true))
            Ecrire(sortie, resultats.Select(LigneApparieeView.De));
        fichier.Remplacer();
    }
}
