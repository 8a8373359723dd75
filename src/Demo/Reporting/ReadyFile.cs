using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Play;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>The addresses and keys for scripts: fields are added later, never renamed.</summary>
internal static class ReadyFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Why the file cannot be written, in French; null when it can. Asked before anything is started.</summary>
    public static string? ProblemOf(string path)
    {
        var draft = Path.GetFullPath(path) + ".tmp";
        try
        {
            if (Directory.Exists(path)) return $"--ready : « {path} » est un dossier ; indiquer un fichier.";
            File.WriteAllText(draft, "");
            File.Delete(draft);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"--ready : le fichier « {path} » ne peut pas être écrit ; vérifier que son dossier existe et les droits.";
        }
    }

    public static async Task WriteAsync(string path, Installation installation, CancellationToken cancellationToken)
    {
        // Whoever waits for the file never sees half of it.
        var target = Path.GetFullPath(path);
        var draft = target + ".tmp";
        await File.WriteAllTextAsync(draft, Content(installation).ToJsonString(Indented), cancellationToken);
        File.Move(draft, target, overwrite: true);
    }

    private static JsonObject Content(Installation installation)
    {
        var url = installation.Passerelle.Url;
        return new JsonObject
        {
            ["gateway"] = Text(url),
            ["admin"] = new JsonObject
            {
                ["url"] = Text(url),
                ["configuration"] = Text(new Uri(url, "api/configuration")),
                ["cle"] = installation.CleAdministrateur,
            },
            // Good once: whoever opens it first has the account.
            ["pages"] = new JsonObject { ["url"] = Text(new Uri(url, "gestion/")), ["invitation"] = installation.LienPages },
            ["etablissements"] = new JsonArray([.. Etablissements.Tous.Select(e => (JsonNode)Etablissement(installation, e))]),
            ["simulateurs"] = new JsonObject
            {
                ["parcoursup"] = Text(installation.Parcoursup.Url),
                ["apogee"] = Text(installation.Apogee.Url),
                ["fregata"] = Text(installation.Fregata.Url),
                ["scolarix"] = Text(installation.Scolarix.Url),
            },
            // An établissement of one's own is declared there (docs/guide/repetition.md).
            ["repetition"] = new JsonObject
            {
                ["parcoursup"] = Text(new Uri(installation.Parcoursup.Url, "etablissements")),
                ["apogee"] = Text(new Uri(installation.Apogee.Url, "etablissements")),
                ["candidatTest"] = CandidatTest(),
            },
        };
    }

    private static JsonObject CandidatTest() => new()
    {
        ["codeCandidat"] = ConfigurationDemo.CandidatTest.CodeCandidat,
        ["nom"] = ConfigurationDemo.CandidatTest.Nom,
        ["prenom"] = ConfigurationDemo.CandidatTest.Prenom,
        ["dateNaissance"] = ConfigurationDemo.CandidatTest.DateNaissance,
    };

    /// <summary>What is common to all, then what the student information system has of its own.</summary>
    private static JsonObject Etablissement(Installation installation, Etablissement etablissement)
    {
        var url = installation.Passerelle.Url;
        var written = new JsonObject { ["uai"] = etablissement.Uai, ["code"] = etablissement.Code, ["sis"] = etablissement.Sis };
        if (etablissement == Etablissements.Alpes)
        {
            written["opi"] = Text(new Uri(url, $"{etablissement.Uai}/services/OpiMetier"));
            written["login"] = Secrets.Ecandidat.Login;
            written["motDePasse"] = Secrets.Ecandidat.MotDePasse;
            written["opiPrefixe"] = Secrets.Ecandidat.Prefixe;
        }
        else if (etablissement == Etablissements.Lycee)
        {
            written["fregata"] = Text(new Uri(url, $"fregata/v1/{etablissement.Uai}"));
            written["login"] = Secrets.Fregata.Login;
            written["motDePasse"] = Secrets.Fregata.MotDePasse;
        }
        else
        {
            written["dossier"] = installation.DossiersScolarix.Instantanes;
            written["dossierRetour"] = installation.DossiersScolarix.Retour;
        }

        written["push"] = Text(installation.UrlPush(etablissement));
        written["pushLogin"] = Secrets.Push(etablissement).Login;
        written["pushMotDePasse"] = Secrets.Push(etablissement).MotDePasse;
        written["api"] = Text(new Uri(url, $"api/etablissements/{etablissement.Uai}"));
        written["apiCle"] = installation.Cles[etablissement];
        return written;
    }

    /// <summary>Without the last slash, so that scripts can append a path.</summary>
    private static string Text(Uri url) => url.ToString().TrimEnd('/');
}
