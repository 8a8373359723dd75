using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Section <c>Scolarix</c> of the settings.</summary>
internal sealed record ScolarixOptions
{
    public const string Section = "Scolarix";

    /// <summary>How long a snapshot that is asked for waits until everything that came in is applied and evaluated.</summary>
    public int PatienceSecondes { get; init; } = 600;
}

/// <summary>The moment of a snapshot: one at which nothing that came in waits to be applied or evaluated.</summary>
// Eight parameters: what waits, in the journal and in the books, by both clocks, and the population read at that very moment.
internal sealed class MomentInstantane(
    Database database, DataKeys keys, ConfigurationDirectory directory, InstantaneBook book, InstantaneStores stores,
    ScolarixOptions options, IBusinessClock clock, TimeProvider time)
{
    /// <summary>The population now; null while something waits, which is noted with the request.</summary>
    /// <exception cref="PublicationImpossibleException">There can be no file, or the patience of the settings is over.</exception>
    public async Task<PopulationReading?> OpenAsync(InstantaneRow asked, CancellationToken ct)
    {
        var population = await PopulationReading.OpenAsync(database, keys, directory, clock, asked.Etablissement, ct);
        try
        {
            if (PublicationScolarix.Of(population.Etablissement, directory.Current, asked.Session, clock.Today).Empechement is { } early)
                throw new PublicationImpossibleException(early);
            if (stores.Of(population.Etablissement.Scolarix.Dossier).Problem is { } problem)
                throw new PublicationImpossibleException(problem);
            if (population.Pending.IsNothing) return population;
            await WaitAsync(asked, population.Pending, ct);
        }
        catch
        {
            await population.DisposeAsync();
            throw;
        }

        await population.DisposeAsync();
        return null;
    }

    private async Task WaitAsync(InstantaneRow asked, EnSouffrance pending, CancellationToken ct)
    {
        if (time.GetUtcNow() - asked.DemandeLe > TimeSpan.FromSeconds(options.PatienceSecondes))
            throw new PublicationImpossibleException(
                $"La passerelle n'a pas fini à temps d'appliquer ce qu'elle a reçu ({pending.Message}) : "
                + "vérifier qu'elle fonctionne, puis demander un nouvel instantané.");
        await book.NoteAsync(asked, pending.Message, ct);
    }
}
