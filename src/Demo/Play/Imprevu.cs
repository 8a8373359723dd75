using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>
/// What happens to the gateway from outside while Parcoursup pushes: its mapping is changed, its database is not to be had.
/// </summary>
internal sealed class Imprevu(Installation installation, IEcran ecran)
{
    /// <summary>The day on which another program holds the database.</summary>
    public static readonly DateOnly JourDePanne = Jours.Juillet20;

    // Long enough for pushes to wait for it, short enough for a demo.
    private static readonly TimeSpan Verrou = TimeSpan.FromSeconds(6);

    /// <summary>Does the pushes of the day, with what the day holds beside them.</summary>
    public async Task AutourDeAsync(Etape etape, Func<Task> pousser, CancellationToken cancellationToken)
    {
        await using var verrou = etape.Jour == JourDePanne ? await VerrouillerAsync(cancellationToken) : null;
        var poussees = pousser();
        if (verrou is not null)
        {
            await Task.Delay(Verrou, cancellationToken);
            await verrou.DisposeAsync();
        }

        foreach (var formation in Formations.Toutes.Where(f => f.Bascule?.Jour == etape.Jour))
        {
            var vet = formation.Bascule!.Value.Oui;
            await installation.Api.ChangerVetAsync(formation.Code, vet, cancellationToken);
            ecran.Dire($"   Correspondance changée pendant les évaluations : {formation.Libelle} mène à {vet.CodEtp}-{vet.CodVrsVet}");
        }

        await poussees;
    }

    private async Task<IAsyncDisposable> VerrouillerAsync(CancellationToken cancellationToken)
    {
        var verrou = await installation.Passerelle.TenirLaBaseAsync(cancellationToken);
        ecran.Dire($"   La base est tenue par un autre programme pendant {Verrou.TotalSeconds:0} s : rien ne peut être enregistré");
        return verrou;
    }
}
