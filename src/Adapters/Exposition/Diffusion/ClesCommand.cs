using System.CommandLine;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary><c>gateway exposition cle-creer</c>, <c>cles</c> and <c>cle-retirer</c>: the keys of re-users.</summary>
internal sealed class ClesCommand(ReutilisateurBook book)
{
    public static Command Creer(ICommandRun run)
    {
        var nom = new Option<string>("--nom") { Description = "À qui la clé est remise", Required = true };
        var parMinute = new Option<int>("--par-minute") { Description = "Appels permis par minute", DefaultValueFactory = _ => 800 };
        var command = new Command("cle-creer", "Crée la clé d'un réutilisateur et l'affiche, une seule fois") { nom, parMinute };
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<ClesCommand>(common.Of(result), work =>
            work.CreerAsync(result.GetValue(nom)!, result.GetValue(parMinute), common.Of(result).Json, ct), ct));
        return command;
    }

    public static Command Lister(ICommandRun run)
    {
        var command = new Command("cles", "Liste les clés des réutilisateurs, sans leur valeur");
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<ClesCommand>(
            common.Of(result) with { Existing = true }, work => work.ListerAsync(common.Of(result).Json, ct), ct));
        return command;
    }

    public static Command Retirer(ICommandRun run)
    {
        var id = new Argument<string>("id") { Description = "Identifiant de la clé (voir cles)" };
        var command = new Command("cle-retirer", "Retire la clé d'un réutilisateur, aussitôt") { id };
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<ClesCommand>(
            common.Of(result) with { Existing = true }, work => work.RetirerAsync(result.GetValue(id)!, ct), ct));
        return command;
    }

    private async Task<int> CreerAsync(string nom, int parMinute, bool json, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(nom)) return await CommandFailure.TellAsync("--nom : dire à qui la clé est remise.");
        if (parMinute < 1) return await CommandFailure.TellAsync("--par-minute : au moins 1.");
        var (id, key) = await book.CreateAsync(nom, parMinute, ct);
        if (json) await CommandOutput.WriteAsync(new { id, cle = key, nom, par_minute = parMinute }, ct);
        else await Console.Out.WriteLineAsync(key.AsMemory(), ct);
        return CommandCode.Done;
    }

    private async Task<int> ListerAsync(bool json, CancellationToken ct)
    {
        var rows = await book.ListAsync(ct);
        if (json) await CommandOutput.WriteAsync(rows.Select(r => new { r.Id, r.Nom, par_minute = r.ParMinute, creee_le = r.CreeeLe }), ct);
        else
            foreach (var row in rows) await Console.Out.WriteLineAsync($"{row.Id}  {row.ParMinute}/min  {row.Nom}".AsMemory(), ct);
        return CommandCode.Done;
    }

    private async Task<int> RetirerAsync(string id, CancellationToken ct) => await book.RevokeAsync(id, ct) ? CommandCode.Done
        : await CommandFailure.TellAsync($"Aucune clé n'a l'identifiant « {id} » : voir parcoursup-gateway exposition cles.");
}
