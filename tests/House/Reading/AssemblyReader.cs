using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>
/// One assembly with its symbols. A nested type counts as the outermost one around it: state machines, lambdas and
/// extension blocks are nested types that the compiler makes, so what they use is used by the type that was written.
/// </summary>
internal sealed class AssemblyReader : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly Symbols _symbols;
    private readonly TypeNames _names;

    public AssemblyReader(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
        _symbols = new Symbols(Path.ChangeExtension(path, ".pdb"), _metadata);
        _names = new TypeNames(_metadata);
        foreach (var handle in _metadata.TypeDefinitions)
            if (_symbols.PlaceOf(handle) is { } place)
                Homes.TryAdd(_names.Of(handle), place);
        // One whose code is all generated (a class of log messages) is known by its name.
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var name = _names.Of(handle);
            if (!Homes.ContainsKey(name) && Sources.FileOf(name) is { } written) Homes.Add(name, new Place(written, 0));
        }
    }

    /// <summary>Outermost type → where it is written.</summary>
    public Dictionary<string, Place> Homes { get; } = [];

    public IEnumerable<TypeFact> Types() =>
        from handle in _metadata.TypeDefinitions
        let type = _metadata.GetTypeDefinition(handle)
        where type.GetDeclaringType().IsNil && Homes.ContainsKey(_names.Of(handle))
        select new TypeFact(Homes[_names.Of(handle)], _names.Of(handle),
            [.. type.GetInterfaceImplementations().SelectMany(i => _names.Of(_metadata.GetInterfaceImplementation(i).Interface))]);

    public IEnumerable<ConstructorFact> Constructors()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var type = _metadata.GetTypeDefinition(handle);
            if (!Homes.TryGetValue(_names.Of(handle), out var home) || IsRecord(type)) continue;
            foreach (var methodHandle in type.GetMethods())
            {
                var method = _metadata.GetMethodDefinition(methodHandle);
                if (_metadata.GetString(method.Name) != ".ctor" || (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private) continue;
                var name = _metadata.GetString(type.Name);
                if (name.StartsWith('<')) continue;
                var count = method.DecodeSignature(_names, null).RequiredParameterCount;
                yield return new ConstructorFact(_symbols.PlaceOf(methodHandle) ?? home, _metadata.GetString(type.Namespace) + "." + name.Split('`')[0], count);
            }
        }
    }

    public IEnumerable<EventFact> Events()
    {
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var method = _metadata.GetMethodDefinition(handle);
            foreach (var attributeHandle in method.GetCustomAttributes())
            {
                var attribute = _metadata.GetCustomAttribute(attributeHandle);
                if (!_names.Of(attribute.Constructor).Contains("Microsoft.Extensions.Logging.LoggerMessageAttribute")) continue;
                var type = _names.Of(method.GetDeclaringType());
                yield return new EventFact(Homes[type], $"{type}.{_metadata.GetString(method.Name)}", AttributeValues.EventId(attribute));
            }
        }
    }

    public IEnumerable<Reference> References(IReadOnlyDictionary<string, Place> homes)
    {
        var found = new HashSet<Reference>();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var from = _names.Of(handle);
            if (!Homes.TryGetValue(from, out var home)) continue;
            foreach (var (to, place) in new TypeUses(_file, _metadata, _symbols, _names).Of(handle))
                if (to != from && homes.TryGetValue(to, out var target))
                    found.Add(new Reference(place ?? home, from, target.File, to));
        }

        return found;
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _file.Dispose();
    }

    // A record is a row or a message: it has as many parameters as there are fields.
    private bool IsRecord(TypeDefinition type) => type.GetMethods().Any(m => _metadata.GetString(_metadata.GetMethodDefinition(m).Name) == "PrintMembers");
}
