using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>The portable symbols: in which file and line what is compiled was written.</summary>
internal sealed class Symbols : IDisposable
{
    // Where the documents of a type without code (an enumeration, an interface) are told.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _symbols;
    private readonly MetadataReader _metadata;

    public Symbols(string path, MetadataReader metadata)
    {
        _provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(path));
        _symbols = _provider.GetMetadataReader();
        _metadata = metadata;
    }

    /// <summary>The first line of code of a type, or its file; null when it is generated.</summary>
    public Place? PlaceOf(TypeDefinitionHandle handle)
    {
        foreach (var method in _metadata.GetTypeDefinition(handle).GetMethods())
            if (PlaceOf(method) is { } place)
                return place with { Line = 0 };
        foreach (var info in _symbols.GetCustomDebugInformation(handle))
        {
            var entry = _symbols.GetCustomDebugInformation(info);
            if (_symbols.GetGuid(entry.Kind) != TypeDocuments) continue;
            var blob = _symbols.GetBlobReader(entry.Value);
            while (blob.RemainingBytes > 0)
                if (Document(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger())) is { } file)
                    return new Place(file, 0);
        }

        return null;
    }

    /// <summary>Where a method begins.</summary>
    public Place? PlaceOf(MethodDefinitionHandle handle) => Points(handle).Select(point => (Place?)point.Place).FirstOrDefault();

    /// <summary>The lines of a method, each with the offset from which on it counts.</summary>
    public IReadOnlyList<(int Offset, Place Place)> Points(MethodDefinitionHandle handle)
    {
        var points = new List<(int, Place)>();
        var information = _symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle());
        if (information.SequencePointsBlob.IsNil) return points;
        foreach (var point in information.GetSequencePoints())
            if (!point.IsHidden && Document(point.Document) is { } file)
                points.Add((point.Offset, new Place(file, point.StartLine)));
        return points;
    }

    public void Dispose() => _provider.Dispose();

    private string? Document(DocumentHandle handle) => handle.IsNil ? null : Sources.Below(_symbols.GetString(_symbols.GetDocument(handle).Name));
}
