using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>The outermost types, by full name without arity, that a handle or a signature names.</summary>
internal sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<ImmutableArray<string>, object?>
{
    public string Of(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return Full(type.Namespace, type.Name);
    }

    /// <summary>What a handle of any kind names: a type, or for a member its type and its signature.</summary>
    public ImmutableArray<string> Of(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => [Of((TypeDefinitionHandle)handle)],
        HandleKind.TypeReference => [Of((TypeReferenceHandle)handle)],
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        HandleKind.MethodDefinition => [Of(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType())],
        HandleKind.FieldDefinition => [Of(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())],
        HandleKind.MemberReference => Of(metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => Of(metadata.GetMethodSpecification((MethodSpecificationHandle)handle)),
        HandleKind.StandaloneSignature => [],
        _ => [],
    };

    public ImmutableArray<string> Of(MethodSignature<ImmutableArray<string>> signature) => [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(p => p)];

    public ImmutableArray<string> GetArrayType(ImmutableArray<string> elementType, ArrayShape shape) => elementType;
    public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) => Of(signature);
    public ImmutableArray<string> GetGenericInstantiation(ImmutableArray<string> genericType, ImmutableArray<ImmutableArray<string>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(a => a)];
    public ImmutableArray<string> GetGenericMethodParameter(object? genericContext, int index) => [];
    public ImmutableArray<string> GetGenericTypeParameter(object? genericContext, int index) => [];
    public ImmutableArray<string> GetModifiedType(ImmutableArray<string> modifier, ImmutableArray<string> unmodifiedType, bool isRequired) => unmodifiedType;
    public ImmutableArray<string> GetPinnedType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetPointerType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
    public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [Of(handle)];
    public ImmutableArray<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [Of(handle)];
    public ImmutableArray<string> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Of(handle);

    private string Of(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference) type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return Full(type.Namespace, type.Name);
    }

    private ImmutableArray<string> Of(MemberReference member)
    {
        var parent = Of(member.Parent);
        return member.GetKind() == MemberReferenceKind.Method
            ? [.. parent, .. Of(member.DecodeMethodSignature(this, null))]
            : [.. parent, .. member.DecodeFieldSignature(this, null)];
    }

    private ImmutableArray<string> Of(MethodSpecification method) => [.. Of(method.Method), .. method.DecodeSignature(this, null).SelectMany(a => a)];

    private string Full(StringHandle ns, StringHandle name)
    {
        var (space, simple) = (metadata.GetString(ns), metadata.GetString(name));
        var arity = simple.IndexOf('`', StringComparison.Ordinal);
        if (arity >= 0) simple = simple[..arity];
        return space.Length == 0 ? simple : $"{space}.{simple}";
    }
}
