using System.CommandLine;
using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary><c>gateway exposition codes</c>: type and normal form of each, or why it is no code. It needs no base.</summary>
internal static class CodesCommand
{
    public static Command Create()
    {
        var codes = new Argument<string[]>("code") { Description = "Codes à lire : CFD, MEFSTAT11, SISE", Arity = ArgumentArity.OneOrMore };
        var command = new Command("codes", "Donne le type et la forme normale de codes certification, ou la raison d'un refus") { codes };
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => RunAsync(result.GetValue(codes)!, common.Of(result), ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] codes, CommandSettings settings, CancellationToken ct)
    {
        var lus = Array.ConvertAll(codes, CodeLu.De);
        if (settings.Json) await CommandOutput.WriteAsync(lus, ct);
        else
            foreach (var lu in lus)
                await Console.Out.WriteLineAsync($"{lu.Texte} : {(lu.Code is null ? lu.Motif : $"{lu.Type} {lu.Code}")}".AsMemory(), ct);
        return Array.Exists(lus, lu => lu.Code is not null) ? CommandCode.Done : CommandCode.Refused;
    }

    private sealed record CodeLu(
        string Texte, string? Type, string? Code, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Motif)
    {
        public static CodeLu De(string texte)
        {
            var (code, refus) = CodeCertification.Lire(texte);
            return new(texte, code?.Prefixe, code?.ToString(), refus);
        }
    }
}
