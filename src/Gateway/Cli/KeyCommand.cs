using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway cle creer</c>: prints the key alone, and only once.</summary>
internal sealed class KeyCommand(ConfigurationDirectory directory, ApiKeys keys)
{
    public static Command Create(ICommandRun run)
    {
        var admin = new Option<bool>("--administrateur") { Description = "Clé d'administrateur" };
        var etab = new Option<string?>("--etablissement") { Description = "Clé d'un établissement (code ou UAI)" };
        var name = new Option<string>("--nom") { Description = "À qui la clé est remise", Required = true };
        var command = new Command("creer", "Crée une clé et l'affiche, une seule fois") { admin, etab, name };
        command.SetAction((result, ct) => run.WithAsync<KeyCommand>(
            work => work.RunAsync(result.GetValue(admin), result.GetValue(etab), result.GetValue(name)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(bool admin, string? code, string name, CancellationToken ct)
    {
        if (admin == code is not null) return await CommandFailure.TellAsync("Indiquer soit --administrateur, soit --etablissement.");
        var etablissement = directory.Current.Find(code);
        if (code is not null && etablissement is null) return await CommandFailure.UnknownAsync(code);
        var (_, key) = await keys.CreateAsync(name, etablissement?.Code, ct);
        await Console.Out.WriteLineAsync(key.AsMemory(), ct);
        return 0;
    }
}
