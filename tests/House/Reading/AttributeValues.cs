using System.Reflection.Metadata;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>Reads the number of a log message from its attribute.</summary>
internal sealed class AttributeValues : ICustomAttributeTypeProvider<string>
{
    private static readonly AttributeValues Provider = new();

    public static int EventId(CustomAttribute attribute)
    {
        var value = attribute.DecodeValue(Provider);
        var named = value.NamedArguments.Where(a => a.Name == "EventId").Select(a => a.Value);
        return named.Concat(value.FixedArguments.Take(1).Select(a => a.Value)).OfType<int>().FirstOrDefault();
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();
    public string GetSystemType() => "System.Type";
    public string GetSZArrayType(string elementType) => elementType + "[]";
    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "";
    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => "";
    public string GetTypeFromSerializedName(string name) => name;
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;
    public bool IsSystemType(string type) => type == "System.Type";
}
