namespace Parcoursup.Gateway.House.Tests.Model;

/// <summary>Where something stands: a file below <c>src</c> and its line, 0 when the whole file is meant.</summary>
internal readonly record struct Place(string File, int Line)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}

/// <summary>A type of ours that uses another one of ours, from the compiled assemblies.</summary>
internal sealed record Reference(Place Place, string From, string ToFile, string To);

/// <summary>A type of ours.</summary>
/// <param name="Name">With its namespace, without arity.</param>
/// <param name="Interfaces">Full names.</param>
internal sealed record TypeFact(Place Place, string Name, IReadOnlyList<string> Interfaces);

/// <summary>A constructor that is not private, with its number of parameters.</summary>
internal sealed record ConstructorFact(Place Place, string Type, int Parameters);

/// <summary>A message of the log, with its number.</summary>
internal sealed record EventFact(Place Place, string Method, int Number);

/// <summary>A file as it is written.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public static SourceFile Of(string path, params string[] lines) => new(path, lines);

    public Room? Room => Model.Room.Of(System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/'));
}

/// <summary>What the compiled assemblies tell.</summary>
internal sealed record CompiledFacts(
    IReadOnlyList<TypeFact> Types, IReadOnlyList<Reference> References, IReadOnlyList<ConstructorFact> Constructors, IReadOnlyList<EventFact> Events);
