using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>Applies the journal of the hosted OPI service: repetitions within a batch are merged before the database sees them.</summary>
internal sealed class OpiApplier(IReceivedOpiSql sql, InscriptionRecorder inscriptions, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Opi;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        var merged = new Dictionary<string, OpiToMerge>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var recu = message.Lu as OpiRecu ?? OpiMessageReader.Read(message.Corps, message.TypeContenu) as OpiRecu
                ?? throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
            var account = etablissement.Document.Opi.Comptes.FirstOrDefault(c => c.Login == message.Compte);
            merged[recu.CodOpiIntEpo] = new OpiToMerge(
                recu.CodOpiIntEpo, message.Compte ?? "", (account?.Origine ?? OrigineOpi.Autre).ToString(),
                merged.TryGetValue(recu.CodOpiIntEpo, out var before) ? before.Contenu.MergeWith(recu.Contenu) : recu.Contenu,
                message.Id, message.Trace);
        }

        var opis = new List<OpiToMerge>(merged.Count);
        foreach (var opi in merged.Values) opis.Add(await opi.SealAsync(session, etablissement.Code, ct));
        await sql.MergeAsync(session, etablissement.Code, opis, time.GetUtcNow(), ct);
        // An enrolment may have come before the OPI that it names (rule F2).
        await inscriptions.RetryNumbersAsync(session, etablissement, merged.Keys, ct);
    }
}
