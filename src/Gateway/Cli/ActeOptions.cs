using System.CommandLine;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary>What every command that erases is told: who asks, and either a dry run or a confirmation.</summary>
internal sealed class ActeOptions
{
    private readonly Option<bool> _essai = new("--essai") { Description = "Dit ce qui partirait, sans rien effacer" };
    private readonly Option<bool> _confirmer = new("--confirmer") { Description = "Confirme : c'est définitif" };
    private readonly Option<string?> _auteur = new("--auteur") { Description = "Qui le demande : son nom reste avec l'effacement" };

    private CommandOptions _common = null!;

    public static ActeOptions On(Command command)
    {
        var options = new ActeOptions();
        command.Options.Add(options._essai);
        command.Options.Add(options._confirmer);
        command.Options.Add(options._auteur);
        options._common = CommandOptions.On(command);
        return options;
    }

    /// <summary>Does the work, or says what is missing to do it.</summary>
    public Task<int> RunAsync<TWork>(
        ICommandRun run, ParseResult result, Func<TWork, Acte, Task<int>> work, CancellationToken ct) where TWork : notnull
    {
        var acte = new Acte(result.GetValue(_essai), result.GetValue(_auteur) ?? "", _common.Of(result) with { Existing = true });
        if (!acte.Essai && acte.Auteur.Length == 0)
            return CommandFailure.TellAsync("Un effacement est celui d'une personne : --auteur NOM.");
        return !acte.Essai && !result.GetValue(_confirmer)
            ? CommandFailure.TellAsync("C'est définitif : voir d'abord --essai, puis ajouter --confirmer.")
            : run.WithAsync<TWork>(acte.Settings, service => work(service, acte), ct);
    }
}

/// <summary>How an act was asked for.</summary>
internal sealed record Acte(bool Essai, string Auteur, CommandSettings Settings)
{
    /// <summary>Tells what went, or would go.</summary>
    public async Task<int> TellAsync(Bilan bilan, IReadOnlyList<string> fichiers, string? refus, string dite, CancellationToken ct)
    {
        if (refus is not null) return await CommandFailure.TellAsync(refus);
        if (Settings.Json)
        {
            await CommandOutput.WriteAsync(
                new { essai = Essai, lignes = bilan.Liste, total = bilan.Total, fichiers }, ct);
            return CommandCode.Done;
        }

        var what = Accord.De(bilan.Total, "ligne");
        await Console.Out.WriteLineAsync((Essai ? $"Essai, rien n'est effacé. {dite} : {what}" : $"{dite} : {what}").AsMemory(), ct);
        foreach (var line in bilan.Liste)
            await Console.Out.WriteLineAsync($"  {line.Etablissement} : {line.Genre} : {line.Nombre}".AsMemory(), ct);
        foreach (var file in fichiers) await Console.Out.WriteLineAsync($"  fichier : {file}".AsMemory(), ct);
        return CommandCode.Done;
    }
}
