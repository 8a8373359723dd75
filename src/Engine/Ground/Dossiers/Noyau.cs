using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>
/// The calls of Linux that name a file by the open folder that it lies in. The framework names files by their path, and every part
/// of a path may be somebody's link.
/// </summary>
internal static partial class Noyau
{
    public const int Nothing = 2;
    public const int Exists = 17;
    public const int ReadWrite = 2;
    public const int WriteOnly = 1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int Append = 0x400;

    private const int OpenAt2Number = 437;
    private const int NoTty = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const ulong Beneath = 0x08;
    private const ulong NoSymlinks = 0x04;
    private const ulong NoMagicLinks = 0x02;
    private const int AtCurrent = -100;
    private const int SymlinkItself = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const uint NoReplace = 1;

    private const int NotPermitted = 1;
    private const int Again = 11;
    private const int Invalid = 22;
    private const int NotThere = 38;
    private const int NotSupported = 95;

    // Two families of architectures give these two other values.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le;
    private static readonly int Folder = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    /// <summary>A folder that the operator named: its links are his.</summary>
    public static SafeFileHandle OpenRoot(string path) => Checked(OpenAt(AtCurrent, path, Folder | CloseOnExec, 0), path);

    /// <summary>A folder below another one, no part of whose path is a link; null where the kernel has no such call.</summary>
    public static SafeFileHandle? OpenBeneath(SafeFileHandle root, string relative)
    {
        var how = new OpenHow { Flags = (ulong)(uint)(Folder | CloseOnExec), Resolve = Beneath | NoSymlinks | NoMagicLinks };
        SafeFileHandle opened;
        do opened = new SafeFileHandle(OpenAt2(OpenAt2Number, root, relative, in how, (nuint)Marshal.SizeOf<OpenHow>()), ownsHandle: true);
        while (opened.IsInvalid && Marshal.GetLastPInvokeError() == Again);
        // Filters of system calls answer "not permitted" to those that they don't know.
        return opened.IsInvalid && Marshal.GetLastPInvokeError() is NotThere or NotPermitted ? null : Checked(opened, relative);
    }

    /// <summary>A folder in another one; the name is one, not a path.</summary>
    public static SafeFileHandle OpenFolder(SafeFileHandle folder, string name) =>
        Checked(OpenAt(folder, name, Folder | NoFollow | CloseOnExec, 0), name);

    /// <summary>A file in a folder: never through a link, and never waiting for the other end of a pipe.</summary>
    public static SafeFileHandle OpenFile(SafeFileHandle folder, string name, int flags, UnixFileMode mode = 0) =>
        Checked(OpenAt(folder, name, flags | NoFollow | NonBlocking | NoTty | CloseOnExec, (int)mode), name);

    public static AspectEntree StatusOf(SafeFileHandle file, string name) =>
        StatX(file, "", EmptyPath, BasicStats, out var status) == 0 ? AspectEntree.Of(status) : throw Failure(name);

    /// <summary>What lies under a name, a link itself and not what it leads to; null when nothing does.</summary>
    public static AspectEntree? FindStatus(SafeFileHandle folder, string name) =>
        StatX(folder, name, SymlinkItself, BasicStats, out var status) == 0 ? AspectEntree.Of(status)
        : Marshal.GetLastPInvokeError() == Nothing ? null : throw Failure(name);

    /// <summary>Gives what lies under a name another one, in place of whatever lies there.</summary>
    public static void Rename(SafeFileHandle folder, string name, string other)
    {
        if (RenameAt(folder, name, folder, other) != 0) throw Failure(name);
    }

    /// <summary>Moves into another folder. False when something lies under that name there.</summary>
    public static bool TryMove(SafeFileHandle folder, string name, SafeFileHandle target, string other)
    {
        if (RenameAt2(folder, name, target, other, NoReplace) == 0) return true;
        switch (Marshal.GetLastPInvokeError())
        {
            case Exists: return false;
            // Shares that cannot promise it: only our own process puts anything here.
            case Invalid or NotThere or NotSupported:
                if (FindStatus(target, other) is not null) return false;
                return RenameAt(folder, name, target, other) == 0 ? true : throw Failure(name);
            default: throw Failure(name);
        }
    }

    /// <summary>Removes a name, a link itself and not what it leads to. False when nothing lies there.</summary>
    public static bool Remove(SafeFileHandle folder, string name) =>
        UnlinkAt(folder, name, 0) == 0 || (Marshal.GetLastPInvokeError() == Nothing ? false : throw Failure(name));

    /// <summary>Makes a folder unless something lies there.</summary>
    public static void EnsureFolder(SafeFileHandle folder, string name, UnixFileMode mode)
    {
        if (MakeFolderAt(folder, name, (uint)mode) != 0 && Marshal.GetLastPInvokeError() != Exists) throw Failure(name);
    }

    /// <summary>What was written, or renamed, outlives a loss of power.</summary>
    public static void Flush(SafeFileHandle handle, string name)
    {
        // Shares that have nothing to flush of a folder say so.
        if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() != Invalid) throw Failure(name);
    }

    private static SafeFileHandle Checked(SafeFileHandle opened, string name)
    {
        if (!opened.IsInvalid) return opened;
        var failure = Failure(name);
        opened.Dispose();
        throw failure;
    }

    private static Exception Failure(string name) => RefusDossier.Of(Marshal.GetLastPInvokeError(), name);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(nint folder, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle folder, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenAt2(nint number, SafeFileHandle folder, string path, in OpenHow how, nuint size);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle folder, string path, int flags, uint mask, out Statut status);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(SafeFileHandle folder, string name, SafeFileHandle target, string other);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(SafeFileHandle folder, string name, SafeFileHandle target, string other, uint flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolderAt(SafeFileHandle folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle handle);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
