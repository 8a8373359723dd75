using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway audit verifier</c>: its exit code is 0 only when every entry is as it was written.</summary>
internal sealed class AuditVerifyCommand(AuditVerifier verifier)
{
    private const int Broken = 1;
    private const int HashLength = 64;

    public static Command Create(ICommandRun run)
    {
        var anchor = new Option<(long, string)?>("--ancre")
        {
            Description = "Numéro et empreinte d'une entrée gardés ailleurs, par exemple 1234:9f86d0… : elle doit y être encore",
            CustomParser = Anchor,
        };
        var command = new Command("verifier", "Recalcule la chaîne de l'audit et nomme la première entrée qui a été touchée") { anchor };
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<AuditVerifyCommand>(
            options.Of(result) with { Existing = true },
            work => work.RunAsync(result.GetValue(anchor), options.Of(result).Json, ct), ct));
        return command;
    }

    private async Task<int> RunAsync((long, string)? anchor, bool json, CancellationToken ct)
    {
        var state = await verifier.VerifyAsync(anchor, ct);
        if (json)
            await CommandOutput.WriteAsync(new
            {
                intacte = state.Intacte, entrees = state.Entrees, derniere = state.Derniere, empreinte = state.Empreinte,
                rompue = state.Rompue, message = state.Message,
            }, ct);
        else if (state.Intacte)
            await Console.Out.WriteLineAsync((state.Entrees == 0 ? "L'audit est vide : rien à vérifier."
                : $"Chaîne intacte : {Accord.De(state.Entrees, "entrée")}. "
                    + FormattableString.Invariant($"Ancre à garder ailleurs : {state.Derniere}:{state.Empreinte}")).AsMemory(), ct);
        if (state.Intacte) return CommandCode.Done;
        if (!json) await CommandFailure.TellAsync($"Chaîne rompue : {state.Message}.");
        return Broken;
    }

    private static (long, string)? Anchor(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (text.Split(':') is [var number, { Length: HashLength } hash]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var numero)
            && hash.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0)
            return (numero, hash);
        argument.AddError($"--ancre : {Cite.De(text)} n'est pas une ancre ; écrire le numéro, deux-points et l'empreinte entière, comme la "
            + "vérification les affiche.");
        return null;
    }
}
