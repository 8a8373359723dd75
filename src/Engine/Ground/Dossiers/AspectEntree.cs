using System.Runtime.InteropServices;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>What <c>statx</c> tells, the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statut
{
    [FieldOffset(16)] public uint Links;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Number;
    [FieldOffset(40)] public ulong Size;
    [FieldOffset(112)] public long ModifiedSeconds;
    [FieldOffset(120)] public uint ModifiedNanoseconds;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;
}

/// <summary>What lies under a name, seen from outside.</summary>
/// <param name="Ordinaire">A regular file under this name alone: no link, pipe, device, socket or folder.</param>
/// <param name="Dossier">A folder.</param>
/// <param name="Numero">Which one it is, whatever its name.</param>
public readonly record struct AspectEntree(
    bool Ordinaire, bool Dossier, long Octets, DateTime ModifieLe, (uint Majeur, uint Mineur, ulong Noeud) Numero)
{
    /// <summary>A socket.</summary>
    public bool Prise { get; private init; }

    private const ushort KindMask = 0xF000;
    private const ushort Regular = 0x8000;
    private const ushort Folder = 0x4000;
    private const ushort Socket = 0xC000;

    internal static AspectEntree Of(in Statut status) => new(
        (status.Mode & KindMask) == Regular && status.Links == 1, (status.Mode & KindMask) == Folder, (long)status.Size,
        DateTime.UnixEpoch.AddSeconds(status.ModifiedSeconds).AddTicks(status.ModifiedNanoseconds / 100),
        (status.DeviceMajor, status.DeviceMinor, status.Number)) { Prise = (status.Mode & KindMask) == Socket };
}
