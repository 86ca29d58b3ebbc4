const QUERY = gql`
  query Profile($id: ID!) {
    user(id: $id) { id fullName }
  }
`;
