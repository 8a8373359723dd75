using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.GrandesListes;

/// <summary>Made-up candidates, the same ones every time.</summary>
internal static class Liste
{
    private static readonly string[] Noms = ["Lefèvre", "Moreau", "Nguyen", "Benali", "Fournier", "Da Silva", "O'Connor", "Petit-Jean", "Garcia", "Dubois"];
    private static readonly string[] Prenoms = ["Zoé", "Léa", "Noé", "Inès", "Hugo", "Yanis", "Maëlle", "Jean-Baptiste", "Aïcha", "Tom"];

    public static async Task WriteCsvAsync(string path, int lines)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 256 * 1024);
        await file.WriteAsync("Numéro candidat;Numéro INE;Nom;Prénom;Etat civil;Date de Naissance;Ville de naissance;Pays de naissance;Nationalité;Adresse 1;Adresse 2;Adresse 3;"
            + "Code postal;Commune;Pays;Téléphone fixe;Téléphone mobile;e-mail du candidat;Série diplôme;Mention diplôme;Année de césure;Internat;date réponse\n");
        for (var i = 1; i <= lines; i++)
        {
            var c = Of(i);
            await file.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{c.Code};{c.Ine};{c.Nom};{c.Prenom};{(i % 2 == 0 ? "M." : "Mme")};{c.Naissance:dd/MM/yyyy};Chambéry;FRANCE;Française;{c.Adresse};;;73000;Chambéry;FRANCE;;{c.Tel};{c.Mail};Générale;Bien;non;non;{c.Reponse:dd/MM/yyyy HH:mm}\n"));
        }
    }

    /// <summary>A candidate with two guardians as getCandidatsAdmis gives him, more than 3 kB.</summary>
    public static string Json(int i)
    {
        var c = Of(i);
        var json = new StringBuilder(4096);
        json.Append(CultureInfo.InvariantCulture, $$"""
            {"session":2026,"codeCandidat":{{c.Code}},"codeFormationPsup":{{MeasuredGateway.Formation}},"codeFormation1":"8842","codeFormation2":"","codeFormation3":"","codeFormation4":"","libelleFormation":"Licence - Droit - Parcours droit et langues étrangères, site de Chambéry Jacob-Bellecombette","codeSISE":"2100123","libelleSISE":"DROIT","codeAmenagement":0,"libelleAmenagement":"","codeSituation":1,"dateReponse":"{{c.Reponse:dd/MM/yyyy HH:mm}}","ine":"{{c.Ine}}","sexe":"{{(i % 2 == 0 ? "M" : "F")}}","nom":"{{c.Nom}}","prenom":"{{c.Prenom}}","prenom2":"Camille","prenom3":"Dominique","dateNaissance":"{{c.Naissance:dd/MM/yyyy}}","codeCommuneNaissance":"73065","libelleCommuneNaissance":"Chambéry","departementNaissance":"073","codePaysNaissance":"99100","libellePaysNaissance":"FRANCE","codePaysNationalite":"99100","libellePaysNationalite":"Française","adresse1":"{{c.Adresse}}","adresse2":"Résidence des Lacs, bâtiment C, appartement {{i % 400}}","adresse3":"Lieu-dit Les Grands Champs","codePostal":"73000","codeCommune":"73065","libelleCommune":"Chambéry","codePaysadresse":"99100","libellePaysadresse":"FRANCE","mail":"{{c.Mail}}","telmobile":"{{c.Tel}}","telfixe":"0479000000","codeEtablissementSco":"0730016W","libelleEtablissementSco":"Lycée général et technologique Vaugelas, Chambéry","moisBac":6,"anneeBac":2026,"serieBac":"Générale","mentionBac":"B","cesure":0,"internat":0,"codeEtablissement":"{{MeasuredGateway.Uai}}","codeEtablissementAffectation":"{{MeasuredGateway.Uai}}","etatInscription":0
            """);
        for (var n = 1; n <= 2; n++)
            json.Append(CultureInfo.InvariantCulture, $$"""
                ,"nomRL{{n}}":"{{c.Nom}}","prenomRL{{n}}":"Marie-Christine","mailRL{{n}}":"responsable{{n}}.{{c.Mail}}","telRL{{n}}":"0611223344","Adresse1RL{{n}}":"{{c.Adresse}}","Adresse2RL{{n}}":"Résidence des Lacs, bâtiment C, appartement {{i % 400}}","Adresse3RL{{n}}":"Lieu-dit Les Grands Champs","CodePostaleRL{{n}}":"73000","codeCommuneRL{{n}}":"73065","libelleCommuneRL{{n}}":"Chambéry","CodePaysAdresseRL{{n}}":"99100","LibellePaysAdresseRL{{n}}":"FRANCE","professionRL{{n}}":"{{new string('x', 700)}}"
                """);
        return json.Append('}').ToString();
    }

    public static Personne Of(int i) => new(
        100_000 + i, string.Create(CultureInfo.InvariantCulture, $"{i:D9}HA"), Noms[i % 10] + (i % 1000), Prenoms[i / 10 % 10], new DateOnly(2008, 1, 1).AddDays(i % 360),
        $"{i % 200} rue de la République", $"06{i % 100_000_000:D8}", $"candidat{i}@exemple.fr", new DateTime(2026, 6, 2, 8, 0, 0, DateTimeKind.Unspecified).AddMinutes(i % 40_000));
}

internal sealed record Personne(int Code, string Ine, string Nom, string Prenom, DateOnly Naissance, string Adresse, string Tel, string Mail, DateTime Reponse);
