using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>Applies what Parcoursup pushed (<c>admissionCandidat</c>).</summary>
internal sealed class PushApplier(
    RecuperationBook recuperations, InscriptionRecorder inscriptions, EvenementBook events, IBusinessClock clock, TimeProvider time)
    : IMessageApplier
{
    public Canal Canal => Canal.Push;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        var read = messages.Select(m => (Message: m, Candidat: Read(m))).ToList();
        var book = await CandidatSet.LoadAsync(session, etablissement.Code, read.Select(r => r.Candidat.Candidat.Key), ct);
        var newcomers = false;
        foreach (var (message, candidat) in read)
        {
            newcomers |= book.Candidat(candidat.Candidat.Key) is null;
            var voeu = VoeuRouting.Route(etablissement, candidat, message.Uai!).Voeu;
            var told = book.Events.Count;
            var accepted = book.Record(ArriveeOf(message), candidat.Candidat, voeu, message.Uai!);
            if (book.Events.Count == told)
                book.Tell(voeu.Key.Candidat, voeu.Key.CodeFormationPsup, NatureEvenement.Message,
                    "Message de Parcoursup reçu, sans effet : identique à la réponse connue, ou plus ancien.", "règles B4 et B5",
                    message.Id);
            // Who accepts definitively here may have left a wish elsewhere: Parcoursup does not push that (rule C8).
            if (accepted && book.VoeuxOf(candidat.Candidat.Key).Any(v => v.Key != candidat.Voeu.Key && v.EstVivant && !v.Disparu))
                await recuperations.RequestAsync(session, etablissement.Code, message.Uai!, candidat.Candidat.CodeCandidat,
                    "Acceptation définitive d'un autre vœu", ct);
        }

        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement.Code, book.Events, ct);
        if (newcomers) await inscriptions.RetryUnresolvedAsync(session, etablissement, null, ct);
    }

    private Arrivee ArriveeOf(MessageEntrant message) => new()
    {
        Source = ParcoursupSource.Name, Ordre = message.Id, Le = message.RecuLe, Recu = clock.Of(message.RecuLe, time),
    };

    private static CandidatLu Read(MessageEntrant message) =>
        message.Lu as CandidatLu
        ?? (PushReader.Read(message.Corps) as PushLu)?.Candidat as CandidatLu
        ?? throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
}
