using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Mutants;

[assembly: AssemblyFixture(typeof(EtatStatique))]

namespace Parcoursup.Gateway.Mutants;

/// <summary>
/// For the run over mutants alone (build/mutations): it tries thousands of them in one process, where a static field would keep for ever
/// what it was made of under another one. So each of its runs begins with all of them made anew.
/// </summary>
public sealed partial class EtatStatique
{
    // Where the run writes the number of the mutant that is active; only it sets these.
    private static readonly string? Mutant = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");
    private static readonly bool Couverture = Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null;

    private static readonly Type[] Types = [.. Changed().Concat(typeof(EtatStatique).Assembly.GetTypes()).Where(HasStatics)];

    public EtatStatique()
    {
        // While coverage is measured a test would seem to touch all that any static field was made of.
        if (Mutant is null || Couverture) return;
        foreach (var type in Types) Initialise(type.TypeInitializer!.MethodHandle.GetFunctionPointer());
    }

    // Reflection runs a static constructor once and never again.
    private static unsafe void Initialise(nint constructor) => ((delegate*<void>)constructor)();

    /// <summary>A type whose first initialisation fails is lost to its process: so it happens before any mutant is active.</summary>
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Mutant is null || Couverture) return;
        using var file = MemoryMappedFile.CreateFromFile(new FileStream(Mutant, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), null, sizeof(int),
            MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        using var view = file.CreateViewAccessor(0, sizeof(int));
        var active = view.ReadInt32(0);
        view.Write(0, -1);
        view.Flush();
        foreach (var type in Types) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        view.Write(0, active);
        view.Flush();
    }

    private static bool HasStatics(Type type) => type is { TypeInitializer: not null, ContainsGenericParameters: false }
        && type != typeof(EtatStatique) && type.Namespace?.StartsWith("Parcoursup.Gateway.", StringComparison.Ordinal) == true;

    /// <summary>The types whose code is changed.</summary>
    private static partial IEnumerable<Type> Changed();
}
