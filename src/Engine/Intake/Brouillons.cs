using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Files between their dry run and their confirmation: bodies that belong to nobody, which are swept when nobody comes back.
/// </summary>
public sealed class Brouillons(LargeBodies bodies, VolumeBudget volume)
{
    /// <summary>The number under which it is found again; null when it is too large.</summary>
    public async Task<long?> GarderAsync(string etablissement, Stream content, long plusGrand, CancellationToken ct) =>
        (await bodies.ReceiveAsync(etablissement, content, plusGrand, piece => volume.Take(etablissement, piece.Length), ct))?.Id;

    /// <summary>Null when there is none any more.</summary>
    public async Task<byte[]?> LireAsync(string etablissement, long id, CancellationToken ct)
    {
        if (await bodies.FindLooseAsync(etablissement, id, ct) is not { } octets) return null;
        var file = new byte[octets];
        await using var stored = bodies.OpenRead(id);
        // Swept in between.
        return await stored.ReadAtLeastAsync(file, file.Length, throwOnEndOfStream: false, ct) == file.Length ? file : null;
    }

    public Task OublierAsync(long id, CancellationToken ct) => bodies.DeleteAsync(id, ct);
}
