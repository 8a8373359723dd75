using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway cle lister</c>: the keys of the administrators, or of an établissement, and what limits them.</summary>
internal sealed class KeyListCommand(ConfigurationDirectory directory, ApiKeys keys, TimeProvider time)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Option<string?>("--etablissement")
        {
            Description = "Les clés d'un établissement (code ou UAI) ; sinon celles d'administrateur et de supervision",
        };
        var command = new Command("lister", "Liste des clés : leurs limites, leur dernière utilisation") { etab };
        command.SetAction((result, ct) => run.WithAsync<KeyListCommand>(work => work.RunAsync(result.GetValue(etab), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string? code, CancellationToken ct)
    {
        var etablissement = directory.Current.Find(code);
        if (code is not null && etablissement is null) return await CommandFailure.UnknownAsync(code);
        foreach (var key in await keys.ListAsync(etablissement?.Code, ct))
            await Console.Out.WriteLineAsync($"{key.Id}  {key.Nom} : {TextOf(key.Limites)}, {UseOf(key.UtiliseeLe)}".AsMemory(), ct);
        if (code is not null) return 0;
        foreach (var key in await keys.ListRolesAsync(ApiCaller.Supervision, ct))
            await Console.Out.WriteLineAsync(
                $"{key.Id}  {key.Nom} : supervision, {TextOf(key.Limites)}, {UseOf(key.UtiliseeLe)}".AsMemory(), ct);
        return 0;
    }

    private string TextOf(LimitesCle limites) => string.Join(", ",
    [
        limites.ExpireLe is not { } end ? "sans expiration"
            : limites.IsOver(time.GetUtcNow()) ? $"expirée depuis le {Day(end)}" : $"expire le {Day(end)}",
        limites.Adresses.Count == 0 ? "de partout" : $"depuis {string.Join(" ou ", limites.Adresses)}",
        .. limites.LectureSeule ? ["lecture seule"] : Array.Empty<string>(),
    ]);

    private static string UseOf(DateTimeOffset? use) => use is { } last ? $"utilisée le {Day(last)}" : "jamais utilisée";

    private static string Day(DateTimeOffset instant) =>
        instant.ToLocalTime().ToString("dd/MM/yyyy 'à' HH:mm", CultureInfo.InvariantCulture);
}
