using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Taches;

/// <summary>Repeated refusals of an établissement's account wait for a person, once a day however often they are told.</summary>
internal sealed class TacheRefus(TacheBook tasks, TimeProvider time) : IAlerteRefus
{
    public Task RaiseAsync(WriteSession session, AlerteRefus alerte, string message, CancellationToken ct) =>
        alerte.Etablissement is not { } etablissement ? Task.CompletedTask
        : tasks.TellAsync(session, etablissement, TypeTache.RefusRepetes,
            string.Create(CultureInfo.InvariantCulture, $"{alerte.Sujet} {time.GetUtcNow():yyyy-MM-dd}"), message, ct);
}
