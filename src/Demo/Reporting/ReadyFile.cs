using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Play;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>The addresses and keys for scripts: fields are added later, never renamed.</summary>
internal static class ReadyFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
            ["etablissements"] = new JsonArray([.. Etablissements.Tous.Select(e => (JsonNode)Etablissement(installation, e))]),
            ["simulateurs"] = new JsonObject
            {
                ["parcoursup"] = Text(installation.Parcoursup.Url),
                ["apogee"] = Text(installation.Apogee.Url),
                ["fregata"] = Text(installation.Fregata.Url),
                ["scolarix"] = Text(installation.Scolarix.Url),
            },
        };
    }

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
