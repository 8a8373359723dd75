using System.CommandLine;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary><c>gateway exposition charger</c>: the whole lists into what is kept.</summary>
internal sealed class ChargerCommand(IExpositionClients clients, ExecutionBook book, IBusinessClock horloge, TimeProvider time)
{
    private static readonly RouteExposition[] Routes =
        [RouteExposition.Formations, RouteExposition.Certifications, RouteExposition.Regionales];

    public static Command Create(ICommandRun run)
    {
        var connexion = new OptionsConnexion();
        var millesime = new Option<string?>("--millesime") { Description = "Un seul millésime ; sinon tous ceux que l'API liste" };
        var command = new Command("charger", "Charge les listes entières de l'API dans le cache") { millesime };
        connexion.Ajouter(command);
        var common = CommandOptions.On(command);
        command.SetAction(async (result, ct) =>
        {
            var (lue, refus) = connexion.Lire(result);
            refus ??= OptionsEntree.RefusMillesime(result.GetValue(millesime));
            if (refus is not null) return await CommandFailure.TellAsync(refus);
            var settings = common.Of(result);
            return await run.WithAsync<ChargerCommand>(
                settings, work => work.RunAsync(lue!, result.GetValue(millesime), settings.Json, ct), ct);
        });
        return command;
    }

    private async Task<int> RunAsync(ConnexionExposition connexion, string? millesime, bool json, CancellationToken ct)
    {
        IExpositionApi api;
        try
        {
            api = clients.Ouvrir(connexion);
        }
        catch (ArgumentException refus)
        {
            return await CommandFailure.TellAsync(refus.Message);
        }

        var depuis = time.GetUtcNow();
        var (enregistrements, avertissements, panne) = (0L, new List<string>(), default(string));
        foreach (var route in Routes)
        {
            await foreach (var page in api.ListerAsync(route, millesime, depuis, ct))
            {
                enregistrements += page.Enregistrements.Count;
                avertissements.AddRange(page.Avertissements);
                if (page.Echec is not { } echec) continue;
                avertissements.Add($"{route} : {echec}");
                // The matching needs no figures of régions.
                if (route != RouteExposition.Regionales) panne = echec;
            }
        }

        if (panne is null) await book.ChargeAsync(depuis, horloge.Today, connexion.Base.ToString(), millesime, ct);
        foreach (var avertissement in avertissements) await Console.Error.WriteLineAsync(avertissement.AsMemory(), ct);
        var motifs = avertissements.Select(motif => new { motif });
        if (json) await CommandOutput.WriteAsync(new { enregistrements, avertissements = motifs }, ct);
        else await Console.Out.WriteLineAsync($"{enregistrements} enregistrements chargés.".AsMemory(), ct);
        return panne is null ? CommandCode.Done : CommandCode.Remote;
    }
}
