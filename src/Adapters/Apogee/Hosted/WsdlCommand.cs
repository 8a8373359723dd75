using System.CommandLine;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>Writes the contracts of the hosted services as files, for whoever cannot read them from a running gateway.</summary>
internal static class WsdlCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--sortie") { Description = "Dossier où écrire les fichiers", Required = true };
        var command = new Command("wsdl", "Écrit les WSDL du service OPI, un par espace de noms") { folder };
        command.SetAction((result, ct) => WriteAsync(result.GetValue(folder)!, ct));
        return command;
    }

    private static async Task<int> WriteAsync(DirectoryInfo folder, CancellationToken ct)
    {
        try
        {
            folder.Create();
            foreach (var contrat in OpiContrat.Publies)
                await File.WriteAllTextAsync(
                    Path.Combine(folder.FullName, contrat.Fichier), OpiWsdl.Render(contrat, OpiWsdl.AdresseExemple),
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await CommandFailure.InaccessibleAsync(failure);
        }

        await Console.Out.WriteLineAsync($"{OpiContrat.Publies.Count} WSDL écrits dans {folder.FullName}.");
        return 0;
    }
}
