using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Some lines of a file, read or rejected, and how far they lead.</summary>
/// <param name="Lignes">Lines of the file up to the end of these.</param>
/// <param name="Octets">Bytes of the file up to the end of these, as far as whole pieces were read.</param>
/// <param name="Tete">The header or the refusal, in the first batch only.</param>
internal sealed record LotDeLignes(
    long Lignes, long Octets, ExportElement? Tete, IReadOnlyList<LigneExport> Lues, IReadOnlyList<LigneRejetee> Rejetees);

/// <summary>Reads the file of an importation in batches.</summary>
internal sealed class ImportationReading(LargeBodies bodies)
{
    /// <summary>The batches, each read while the one before is being worked on.</summary>
    /// <param name="skip">Lines that were gone through before.</param>
    /// <param name="size">Lines in a batch.</param>
    public async IAsyncEnumerable<LotDeLignes> ReadAsync(
        ImportationRow row, long skip, int size, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<LotDeLignes>(1);
        var reading = Task.Run(() => FillAsync(ahead.Writer, row, skip, size, stop.Token), stop.Token);
        try
        {
            await foreach (var batch in ahead.Reader.ReadAllAsync(ct)) yield return batch;
            await reading;
        }
        finally
        {
            // Whoever reads may give up in the middle.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(ChannelWriter<LotDeLignes> batches, ImportationRow row, long skip, int size, CancellationToken ct)
    {
        try
        {
            await foreach (var batch in BatchesAsync(row, skip, size, ct)) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception failure)
        {
            batches.Complete(failure);
            throw;
        }
    }

    private async IAsyncEnumerable<LotDeLignes> BatchesAsync(
        ImportationRow row, long skip, int size, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = bodies.OpenRead(row.Corps);
        var (lines, head) = (0L, default(ExportElement));
        var (read, rejected) = (new List<LigneExport>(size), new List<LigneRejetee>());
        await foreach (var element in ExportReader.ReadAsync(body, NatureTableur.Of(row.Encodage), row.Session, ct))
        {
            if (element is ExportEntete or ExportRefuse) head = element;
            else if (++lines <= skip) continue;
            else if (element is LigneExport line) read.Add(line);
            else if (element is LigneRejetee broken) rejected.Add(broken);
            if (read.Count + rejected.Count < size) continue;
            yield return new LotDeLignes(lines, body.Position, head, read, rejected);
            (read, rejected, head) = ([], [], null);
        }

        yield return new LotDeLignes(lines, row.Octets, head, read, rejected);
    }
}
