using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin.Candidats;

/// <summary><c>gateway temoin liste</c>: what Témoin should hold, and what of it it has taken.</summary>
internal sealed class ListeCommand(ConfigurationDirectory directory, Database database, CandidatBook book)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var command = new Command("liste", "Affiche les candidats de Témoin") { etab };
        command.SetAction((result, ct) => run.WithAsync<ListeCommand>(
            work => work.RunAsync(result.GetValue(etab)!, result.InvocationConfiguration.Output, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, TextWriter output, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        if (etablissement.Temoin is null)
            return await CommandFailure.TellAsync("Le système d'information de cet établissement n'est pas Témoin.");
        foreach (var row in await database.WriteAsync(session => book.ListAsync(session, etablissement.Code, ct), ct))
            await output.WriteLineAsync(Line(row).AsMemory(), ct);
        return 0;
    }

    private static string Line(CandidatTemoin row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Session}/{row.CodeCandidat}, formation {row.CodeFormation} : {(row.Admis ? "admis" : "retiré")}, ")
        + (row.PrisLe is { } le ? string.Create(CultureInfo.InvariantCulture, $"pris le {Paris.At(le):dd/MM/yyyy HH:mm}") : "à prendre");
}
