using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>Applies the journal of the hosted OPI service: repetitions within a batch are merged before the database sees them.</summary>
internal sealed class OpiApplier(IReceivedOpiSql sql, InscriptionReprise inscriptions, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Opi;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        var code = etablissement.Code;
        var key = await session.TextKeyAsync(code, ct);
        var merged = new Dictionary<string, OpiToMerge>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            // Sealed before, unless it is by another key than now.
            var opi = message.Lu is OpiScelle made && made.Cle == key?.Id ? made
                : await OpiScelle.OfAsync(session, code, Read(message), key, ct);
            var account = etablissement.Document.Opi.Comptes.FirstOrDefault(c => c.Login == message.Compte);
            merged[opi.CodOpi] = new OpiToMerge(
                merged.TryGetValue(opi.CodOpi, out var before) ? before.Opi.MergeWith(opi) : opi, message.Compte ?? "",
                (account?.Origine ?? OrigineOpi.Autre).ToString(), message.Id, message.Trace);
        }

        await sql.MergeAsync(session, code, [.. merged.Values], time.GetUtcNow(), ct);
        // An enrolment may have come before the OPI that it names (rule F2).
        await inscriptions.RetryNumbersAsync(session, etablissement, merged.Keys, ct);
    }

    private static OpiRecu Read(MessageEntrant message) =>
        message.Lu as OpiRecu ?? OpiMessageReader.Read(message.Corps, message.TypeContenu) as OpiRecu
        ?? throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
}
