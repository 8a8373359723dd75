using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Adapters.Parcoursup.Export;
using Parcoursup.Gateway.Intake;

namespace Parcoursup.Gateway.Importations;

/// <summary>Some lines of a file, read or rejected, and how far they lead.</summary>
/// <param name="Lignes">Lines of the file up to the end of these.</param>
/// <param name="Octets">Bytes of the file up to the end of these, as far as whole pieces were read.</param>
/// <param name="Tete">The header or the refusal, in the first batch only.</param>
internal sealed record LotDeLignes(long Lignes, long Octets, ExportElement? Tete, IReadOnlyList<LigneExport> Lues, IReadOnlyList<LigneRejetee> Rejetees);

/// <summary>Reads the file of an importation in batches.</summary>
internal sealed class ImportationReading(LargeBodies bodies)
{
    private const int BatchSize = 2000;

    /// <param name="skip">Lines that were gone through before.</param>
    public async IAsyncEnumerable<LotDeLignes> ReadAsync(ImportationRow row, long skip, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = bodies.OpenRead(row.Corps);
        var (lines, head) = (0L, default(ExportElement));
        var (read, rejected) = (new List<LigneExport>(BatchSize), new List<LigneRejetee>());
        await foreach (var element in ExportReader.ReadAsync(body, ExportEncoding.Of(row.Encodage), row.Session, ct))
        {
            if (element is ExportEntete or ExportRefuse) head = element;
            else if (++lines <= skip) continue;
            else if (element is LigneExport line) read.Add(line);
            else if (element is LigneRejetee broken) rejected.Add(broken);
            if (read.Count + rejected.Count < BatchSize) continue;
            yield return new LotDeLignes(lines, body.Position, head, read, rejected);
            (read, rejected, head) = ([], [], null);
        }

        yield return new LotDeLignes(lines, row.Octets, head, read, rejected);
    }
}
