using System.CommandLine;
using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway connecteur test</c>: its exit code is 0 only when the gate is open.</summary>
internal sealed class ConnectorCommand(ConfigurationDirectory directory, ConnectorTest test)
{
    public static Command Create(ICommandRun run)
    {
        var uai = new Argument<string>("uai") { Description = "UAI ou code de l'établissement" };
        var command = new Command("test", "Teste le connecteur, étape par étape") { uai };
        command.SetAction((result, ct) =>
            run.WithAsync<ConnectorCommand>(work => work.RunAsync(result.GetValue(uai)!, "ligne de commande", ct), ct));
        return command;
    }

    /// <param name="par">Who asks for the test.</param>
    public async Task<int> RunAsync(string uai, string par, CancellationToken ct)
    {
        if (directory.Current.Find(uai) is not { } etablissement) return await CommandFailure.UnknownAsync(uai);
        var named = etablissement.Document.Uais.FirstOrDefault(u => string.Equals(u, uai, StringComparison.OrdinalIgnoreCase));
        var report = await test.RunAsync(etablissement, named, par, ct);
        await Console.Out.WriteLineAsync(TextOf(report), ct);
        return report.Ouvert ? 0 : 1;
    }

    private StringBuilder TextOf(RapportTest report)
    {
        var text = new StringBuilder();
        foreach (var step in report.Etapes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{step.Resultat,-14} {step.Nom} ({step.DureeMs} ms) : {step.Message}");
            if (step.Remede is not null) text.AppendLine(CultureInfo.InvariantCulture, $"{"",-14} → {step.Remede}");
        }

        return text.Append(test.Verdict(report));
    }
}
