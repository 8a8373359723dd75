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
            ["etablissements"] = new JsonArray(new JsonObject
            {
                ["uai"] = Campagne.Uai,
                ["sis"] = "Apogee",
                ["opi"] = Text(new Uri(url, $"{Campagne.Uai}/services/OpiMetier")),
                ["login"] = Secrets.Ecandidat.Login,
                ["motDePasse"] = Secrets.Ecandidat.MotDePasse,
                ["opiPrefixe"] = Secrets.Ecandidat.Prefixe,
                ["push"] = Text(installation.UrlPush),
                ["pushLogin"] = Secrets.Push.Login,
                ["pushMotDePasse"] = Secrets.Push.MotDePasse,
                ["api"] = Text(new Uri(url, $"api/etablissements/{Campagne.Uai}")),
                ["apiCle"] = installation.CleEtablissement,
            }),
            ["simulateurs"] = new JsonObject
            {
                ["parcoursup"] = Text(installation.Parcoursup.Url),
                ["apogee"] = Text(installation.Apogee.Url),
            },
        };
    }

    /// <summary>Without the last slash, so that scripts can append a path.</summary>
    private static string Text(Uri url) => url.ToString().TrimEnd('/');
}
