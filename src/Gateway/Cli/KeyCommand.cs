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
        var watch = new Option<bool>("--supervision") { Description = "Clé qui ne lit que les métriques (/metrics)" };
        var name = new Option<string>("--nom") { Description = "À qui la clé est remise", Required = true };
        var end = new Option<DateOnly?>("--expire") { Description = "Premier jour où la clé n'est plus valable (AAAA-MM-JJ)" };
        var addresses = new Option<string?>("--adresses")
        {
            Description = "Adresses et réseaux d'où elle est acceptée, séparés par des virgules",
        };
        var readOnly = new Option<bool>("--lecture-seule") { Description = "Elle ne permet que de lire (GET et HEAD)" };
        var command = new Command("creer", "Crée une clé et l'affiche, une seule fois")
        {
            admin, etab, watch, name, end, addresses, readOnly,
        };
        command.SetAction((result, ct) => run.WithAsync<KeyCommand>(work =>
        {
            var limites = LimitesOf(result.GetValue(end), result.GetValue(addresses), result.GetValue(readOnly));
            var (forAdministrator, code, forSupervision) = (result.GetValue(admin), result.GetValue(etab), result.GetValue(watch));
            return new[] { forAdministrator, code is not null, forSupervision }.Count(one => one) != 1
                ? CommandFailure.TellAsync("Indiquer soit --administrateur, soit --etablissement, soit --supervision.")
                : work.RunAsync(code, forSupervision, result.GetValue(name)!, limites, ct);
        }, ct));
        return command;
    }

    private static LimitesCle LimitesOf(DateOnly? end, string? addresses, bool readOnly) => new(
        end is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local)) : null,
        addresses?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [], readOnly);

    private async Task<int> RunAsync(string? code, bool supervision, string name, LimitesCle limites, CancellationToken ct)
    {
        var etablissement = directory.Current.Find(code);
        if (code is not null && etablissement is null) return await CommandFailure.UnknownAsync(code);
        if (keys.Errors(name, limites).ToList() is { Count: > 0 } errors)
            return await CommandFailure.TellAsync(errors.Select(error => $"{error.Champ} : {error.Message}"));
        var (_, key) = supervision
            ? await keys.CreateRoleAsync(name, ApiCaller.Supervision, "", ct, limites with { LectureSeule = true })
            : await keys.CreateAsync(name, etablissement?.Code, ct, limites);
        await Console.Out.WriteLineAsync(key.AsMemory(), ct);
        return 0;
    }
}
